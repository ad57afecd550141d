import type { FindingLevel, TextKind } from '@wangjian/core/finding.ts';
import type { Contexts, Need, RuleDocument } from './catalog-schema.ts';
import type { CompiledPattern } from './pattern/compile.ts';

/** A condition on the surroundings of a term. */
export interface CompiledNeed {
  readonly regex: RegExp;
  readonly within: Need['within'];
  /** True when goods topics belong to it: then the caller's category counts too. */
  readonly topical: boolean;
}

/** A circumstance that clears a term. */
export interface CompiledContext {
  readonly name: string;
  readonly title: string;
  readonly scope: Contexts[string]['scope'];
  readonly reach: number;
  readonly regex: RegExp;
}

/** One pattern of a rule with its own conditions; plain data as far as it can be kept. */
export interface PreparedFrame {
  readonly rule: CompiledRule;
  readonly pattern: Pick<CompiledPattern, 'source' | 'regex'>;
  readonly level: FindingLevel;
  readonly why: string;
  readonly kinds: readonly TextKind[];
  /** Comparison of kept numbers as the rule writes it. */
  readonly where: string | undefined;
  readonly except: RegExp | undefined;
  readonly unless: RegExp | undefined;
  readonly needs: readonly CompiledNeed[];
}

/** A frame ready to run. */
export interface CompiledFrame extends Omit<PreparedFrame, 'where'> {
  readonly where: ((groups: Readonly<Record<string, string>>) => boolean) | undefined;
}

/** A rule that applies on the day, ready to run. */
export interface CompiledRule {
  readonly document: RuleDocument;
  readonly except: RegExp | undefined;
  readonly unless: RegExp | undefined;
  readonly unlessNear: RegExp | undefined;
  readonly needs: readonly CompiledNeed[];
  readonly contexts: readonly CompiledContext[];
}
