/**
 * A row of a table and its mark in the figure beside it answer each other: pointing at one lights both. Both carry
 * `data-key`; the section they share carries `data-linked`.
 */
export function linkRowsAndMarks(root: HTMLElement): void {
  const light = (event: Event): void => {
    const target = event.target instanceof Element ? event.target.closest('[data-key]') : null;
    const key = target?.getAttribute('data-key');
    const section = target?.closest('[data-linked]');
    for (const lit of root.querySelectorAll('.is-linked')) {
      if (lit.getAttribute('data-key') !== key || lit.closest('[data-linked]') !== section) {
        lit.classList.remove('is-linked');
      }
    }
    if (key == null || !section) return;
    for (const one of section.querySelectorAll(`[data-key="${CSS.escape(key)}"]`))
      one.classList.add('is-linked');
  };
  root.addEventListener('pointerover', light);
  root.addEventListener('pointerleave', light);
  root.addEventListener('focusin', light);
}
