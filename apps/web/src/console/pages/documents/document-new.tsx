import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { draftDocument, type FormView } from '@wangjian/server/modules/documents/contract.ts';
import { Button, Input, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { formsQuery } from '../../document/forms-query.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import type { UrlSearch } from '../../url-search.ts';
import './documents.css';

const STEP_NAMES = { review: '审核', legal: '法制审核', sign: '签发' } as const;

/** 拟制文书: choose the form; the draft is made at once and filled in on its own page. */
export default function DocumentNew() {
  const forms = useQuery(formsQuery);
  const { on, region } = useSearch({ strict: false }) as UrlSearch;
  const [word, setWord] = useState('');
  const [key] = useState(oneTimeKey);
  const navigate = useNavigate();
  const make = useMutation({
    mutationFn: (form: FormView) =>
      call(draftDocument, {
        body: {
          form: form.id,
          on: typeof on === 'string' ? on : null,
          region: typeof region === 'string' ? region : undefined,
          values: {},
          key: `${key}${form.id}`.slice(0, 60),
        },
      }),
    onSuccess: (document) => navigate({ to: `/documents/${document.id}` }),
  });
  return (
    <PageFrame>
      <div className="panel">
        <Input.Search
          allowClear
          placeholder="查找文书，如：责令改正"
          style={{ maxWidth: 360 }}
          onChange={(event) => setWord(event.target.value.trim())}
        />
        {make.error && <ProblemNote error={make.error} />}
        <QueryState query={forms}>
          {(all) =>
            groupsOf(all.filter(({ name }) => name.includes(word))).map(([group, members]) => (
              <section key={group} className="form-group">
                <h2>{group}</h2>
                <div className="form-cards">
                  {members.map((form) => (
                    <Button
                      key={form.id}
                      className="form-card"
                      disabled={make.isPending}
                      onClick={() => make.mutate(form)}
                    >
                      <b>{form.name}</b>
                      <span className="soft">
                        {form.approval.length === 0
                          ? '无须审批'
                          : form.approval.map((step) => STEP_NAMES[step]).join(' → ')}
                      </span>
                      {form.layout === '未核对' && <Tag color="gold">式样未核对</Tag>}
                    </Button>
                  ))}
                </div>
              </section>
            ))
          }
        </QueryState>
      </div>
    </PageFrame>
  );
}

/** Forms by their group, in the order in which the groups come first (Map.groupBy is younger than the officers' browsers). */
function groupsOf(forms: readonly FormView[]): [string, FormView[]][] {
  const groups = new Map<string, FormView[]>();
  for (const form of forms) groups.set(form.group, [...(groups.get(form.group) ?? []), form]);
  return [...groups];
}
