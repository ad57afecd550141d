import type { FindingItem } from '@wangjian/server/modules/findings/contract.ts';
import { Pagination } from 'antd';
import { useEffect, useRef } from 'react';
import { MarkedQuote } from '../../record/marked-text.tsx';
import { totalOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { FINDING_LEVEL_NAMES, FINDING_STATUS_NAMES } from '../../words.ts';

/** The findings as short entries: level, rule, site, and the sentence with its term marked. */
export function TriageList(props: {
  readonly items: readonly FindingItem[];
  readonly total: number;
  readonly at: number;
  readonly selected: ReadonlyMap<string, FindingItem>;
  readonly onSelect: ((rows: readonly FindingItem[], on: boolean) => void) | undefined;
  readonly onGo: (index: number) => void;
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}) {
  const { items, selected, onSelect } = props;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.children[props.at]?.scrollIntoView({ block: 'nearest' });
  }, [props.at]);
  const chosen = items.filter((one) => selected.has(one.id)).length;
  return (
    <section className="triage-list" aria-label="发现列表">
      <header>
        {onSelect && (
          <input
            type="checkbox"
            aria-label="选择本页全部"
            checked={chosen > 0 && chosen === items.length}
            onChange={(event) => onSelect(items, event.target.checked)}
          />
        )}
        <span className="num">
          共 {totalOf(props.total)} 条{props.at >= 0 && `，第 ${props.at + 1} 条`}
          {props.pages > 1 && `（第 ${props.page}/${props.pages} 页）`}
        </span>
      </header>
      <ol ref={list}>
        {items.map((finding, index) => (
          <li key={finding.id} className={index === props.at ? 'current' : undefined}>
            {onSelect && (
              <input
                type="checkbox"
                aria-label={`选择：${finding.ruleTitle}`}
                checked={selected.has(finding.id)}
                onChange={(event) => onSelect([finding], event.target.checked)}
              />
            )}
            <button
              type="button"
              aria-current={index === props.at ? 'true' : undefined}
              onClick={() => props.onGo(index)}
            >
              <span className="triage-entry-head">
                <Word of={FINDING_LEVEL_NAMES} value={finding.level} />
                {finding.status !== 'pending' && <Word of={FINDING_STATUS_NAMES} value={finding.status} />}
                <b className="clip">{finding.ruleTitle}</b>
              </span>
              <span className="clip">
                {finding.quote ? <MarkedQuote quote={shorten(finding)} term={finding.term} /> : finding.why}
              </span>
              <span className="clip soft">
                {finding.siteName}
                {finding.occurrences > 1 && `　出现 ${finding.occurrences} 次`}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {props.pages > 1 && (
        <Pagination
          size="small"
          simple
          current={props.page}
          total={props.pages}
          pageSize={1}
          onChange={props.onPage}
        />
      )}
    </section>
  );
}

/** The sentence from a little before its term on, so that the term is in sight in a narrow list. */
function shorten(finding: FindingItem): string {
  const at = finding.quote.indexOf(finding.term);
  return at > 10 ? `…${finding.quote.slice(at - 8)}` : finding.quote;
}
