const symbols = new Map(
  (
    'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ ' +
    'nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ ' +
    'Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ell ℓ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ sqrt √ in ∈ notin ∉ ' +
    'subset ⊂ subseteq ⊆ cup ∪ cap ∩ forall ∀ exists ∃ le ≤ leq ≤ ge ≥ geq ≥ neq ≠ ne ≠ approx ≈ sim ~ simeq ≃ ' +
    'equiv ≡ propto ∝ to → rightarrow → leftarrow ← Rightarrow ⇒ iff ⇔ mapsto ↦ times × cdot · odot ⊙ otimes ⊗ ' +
    'oplus ⊕ pm ± mid | vert | ldots … dots … cdots … because ∵ therefore ∴ ll ≪ gg ≫ circ ∘ ast ∗ star ⋆ prime ′'
  )
    .split(' ')
    .flatMap((name, index, all) => (index % 2 === 0 ? [[name, all[index + 1] ?? ''] as const] : [])),
);
const silent = new Set(
  'mathbb mathcal mathbf mathrm mathit mathsf text textbf textit operatorname boldsymbol bm left right big Big bigg Bigg quad qquad displaystyle limits hat tilde bar'.split(
    ' ',
  ),
);

/** Maths as one reads it aloud, for places that show no formulas: `\log p_\theta(x)` is "log p_θ(x)". */
export function readableMaths(tex: string): string {
  return tex
    .replace(/\\([A-Za-z]+)([ \t]*)|\\([^A-Za-z])/g, (_whole, name?: string, space = '', sign?: string) => {
      if (name === undefined) return sign === '|' ? '‖' : /[,;:! ]/.test(sign ?? '') ? ' ' : (sign ?? '');
      if (silent.has(name)) return '';
      const symbol = symbols.get(name);
      if (symbol !== undefined) return symbol + space;
      return /^[dt]?frac$/.test(name) ? '' : `${name} `;
    })
    .replace(/\}\{/g, '/')
    .replace(/[{}]/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const lowered = '₀₁₂₃₄₅₆₇₈₉';
/** As pandoc has it: no white space within the dollars, no digit behind them, so that prices are none. */
const formula = /\$(?!\s)([^$\n]{1,200}?)(?<![\s\\])\$(?!\d)/gu;

/** A title with its formulas as text: `M$^3$-VOS` is "M³-VOS", `$\ell_1$ norms` is "ℓ₁ norms". */
export function readableTitle(title: string): string {
  return title.replace(formula, (_whole, tex: string) =>
    readableMaths(tex)
      .replace(/\^(\d)(?!\d)/g, (_power, digit: string) => raised.charAt(Number(digit)))
      .replace(/_(\d)(?!\d)/g, (_index, digit: string) => lowered.charAt(Number(digit))),
  );
}
