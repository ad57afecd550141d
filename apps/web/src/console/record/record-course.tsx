import { Alert, Steps } from 'antd';
import type { ReactNode } from 'react';
import { Timeline } from './timeline.tsx';

/** How far a record has come; nothing where its state is none of the course (cancelled, returned). */
export function CourseSteps<Status extends string>(props: {
  readonly order: readonly Status[];
  readonly at: string;
  readonly names: Readonly<Record<Status, string>>;
}) {
  const current = (props.order as readonly string[]).indexOf(props.at);
  if (current < 0) return null;
  return (
    <Steps
      size="small"
      className="record-steps"
      current={current}
      items={props.order.map((status) => ({ title: props.names[status] }))}
    />
  );
}

/** What has to be done now, in one sentence with the way to it. */
export function NextStep({ children }: { children: ReactNode }) {
  return <Alert type="info" showIcon title={<>下一步：{children}</>} />;
}

/** 办理日志 beside a record. */
export function RecordCourse(props: {
  readonly entries: readonly {
    readonly at: string;
    readonly who: string;
    readonly org: string;
    readonly actionName: string;
    readonly opinion: string | null;
  }[];
}) {
  return (
    <section className="panel">
      <h2>办理日志</h2>
      <Timeline entries={props.entries.map(({ actionName, ...entry }) => ({ ...entry, what: actionName }))} />
    </section>
  );
}
