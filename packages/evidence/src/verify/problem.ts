/**
 * What a defect means: `missing` something is not there (cut off, left out); `altered` content or structure is not what
 * was sealed; `repacked` the contents hold, but the container was written anew.
 */
export type Severity = 'missing' | 'altered' | 'repacked';

/** One defect, in a Chinese sentence. */
export interface Problem {
  readonly severity: Severity;
  readonly detail: string;
}

/** One thing that was checked, as `verify` prints it. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export type Verdict = 'intact' | 'tampered' | 'incomplete';

const SHOWN = 5;

/** The checks of one file as they are made, and the verdict that follows from them. */
export class Findings {
  readonly checks: Check[] = [];
  private readonly severities = new Set<Severity>();

  /** Notes a check: `good` is what to say when there are no problems. */
  add(name: string, problems: readonly Problem[], good: string): void {
    for (const problem of problems) this.severities.add(problem.severity);
    const shown = problems.slice(0, SHOWN).map((problem) => problem.detail);
    if (problems.length > SHOWN) shown.push(`另有 ${problems.length - SHOWN} 处`);
    this.checks.push({
      name,
      ok: problems.length === 0,
      detail: problems.length === 0 ? good : shown.join('；'),
    });
  }

  /** Altered content outweighs a missing part; a missing part explains why a container was written anew. */
  verdict(): Verdict {
    if (this.severities.has('altered')) return 'tampered';
    if (this.severities.has('missing')) return 'incomplete';
    return this.severities.has('repacked') ? 'tampered' : 'intact';
  }
}
