import type { TimeLeft } from './run';

/** `about 3 min left`, as coarsely as it is known; `at most about …` where less may turn out to be enough. */
export function timeLeftText({ ms, atMost }: TimeLeft): string {
  const seconds = ms / 1000;
  const about = seconds < 10 ? 'a few seconds' : `about ${coarse(seconds)}`;
  return `${atMost ? 'at most ' : ''}${about} left`;
}

/** @param seconds 10 or more. */
function coarse(seconds: number): string {
  if (seconds < 55) return `${10 * Math.round(seconds / 10)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 10) return `${minutes} min`;
  if (minutes < 55) return `${5 * Math.round(minutes / 5)} min`;
  const hours = seconds / 3600;
  return hours < 10 ? `${Number(hours.toFixed(1))} h` : `${Math.round(hours)} h`;
}
