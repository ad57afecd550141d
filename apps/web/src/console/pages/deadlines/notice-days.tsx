import { Button, Input, Segmented, Space, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';

const DayInput = lazy(() => import('../../../ui/day-input.tsx'));

export interface MarkedDay {
  readonly day: string;
  readonly kind: 'holiday' | 'workday';
  readonly name: string;
}

/** The days of a notice by holiday, each of which may be taken out, and a row to add one. */
export function NoticeDays(props: {
  readonly year: number;
  readonly days: readonly MarkedDay[];
  readonly onChange: (days: readonly MarkedDay[]) => void;
}) {
  const { year, days, onChange } = props;
  const [day, setDay] = useState<string | undefined>();
  const [kind, setKind] = useState<MarkedDay['kind']>('holiday');
  const [name, setName] = useState('');
  const names = [...new Set(days.map((one) => one.name))];
  const add = () => {
    if (!day || name.trim() === '') return;
    const rest = days.filter((one) => one.day !== day);
    onChange(
      [...rest, { day, kind, name: name.trim() }].sort((one, other) => (one.day < other.day ? -1 : 1)),
    );
    setDay(undefined);
  };
  return (
    <div className="notice-days">
      {names.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th>节日</th>
              <th>放假</th>
              <th>调休上班</th>
            </tr>
          </thead>
          <tbody>
            {names.map((one) => (
              <tr key={one}>
                <td>{one}</td>
                {(['holiday', 'workday'] as const).map((of) => (
                  <td key={of}>
                    {days
                      .filter((each) => each.name === one && each.kind === of)
                      .map((each) => (
                        <Tag
                          key={each.day}
                          closable
                          color={of === 'holiday' ? 'red' : 'blue'}
                          onClose={(event) => {
                            event.preventDefault();
                            onChange(days.filter((other) => other !== each));
                          }}
                        >
                          {each.day.startsWith(String(year)) ? each.day.slice(5) : each.day}
                        </Tag>
                      ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Space wrap style={{ margin: '8px 0' }}>
        <Suspense>
          <DayInput label="添加的日期" value={day} onChange={setDay} />
        </Suspense>
        <Segmented<MarkedDay['kind']>
          aria-label="放假或上班"
          options={[
            { value: 'holiday', label: '放假' },
            { value: 'workday', label: '调休上班' },
          ]}
          value={kind}
          onChange={setKind}
        />
        <Input
          aria-label="节日名称"
          placeholder="节日，如 春节"
          maxLength={20}
          style={{ width: 130 }}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button disabled={!day || name.trim() === ''} onClick={add}>
          添加
        </Button>
      </Space>
    </div>
  );
}
