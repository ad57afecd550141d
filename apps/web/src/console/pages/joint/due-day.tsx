import type { JointTask } from '@wangjian/server/modules/joint/contract.ts';
import { Tag } from 'antd';

/** The day a task is due, marked when it is over. */
export function DueDay({ task }: { task: Pick<JointTask, 'dueOn' | 'overdue'> }) {
  return (
    <span className="num">
      {task.dueOn}
      {task.overdue && <Tag color="red">已超期</Tag>}
    </span>
  );
}
