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

/** One pattern of a rule with its own conditions. */
export interface CompiledFrame {
  readonly rule: CompiledRule;
  readonly pattern: CompiledPattern;
  readonly level: FindingLevel;
  readonly why: string;
  readonly kinds: readonly TextKind[];
  readonly where: ((groups: Readonly<Record<string, string>>) => boolean) | undefined;
  readonly except: RegExp | undefined;
  readonly unless: RegExp | undefined;
  readonly needs: readonly CompiledNeed[];
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
