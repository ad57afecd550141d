import { Button } from 'antd';

/** Nothing to triage: says whether that is good news or the filters, and keeps the way back from the last decision. */
export function TriageEmpty(props: {
  readonly pendingOnly: boolean;
  readonly undoable: number;
  readonly undoing: boolean;
  readonly onUndo: () => void;
  readonly onAll: () => void;
}) {
  return (
    <div className="page-state list-empty">
      <b>{props.pendingOnly ? '没有等待甄别的发现' : '没有符合条件的发现'}</b>
      <span className="soft">监测读到疑似违法的内容，会出现在这里。</span>
      <span>
        <Button onClick={props.onAll}>查看全部发现</Button>{' '}
        {props.undoable > 0 && (
          <Button loading={props.undoing} onClick={props.onUndo}>
            撤销刚才的结论（U）
          </Button>
        )}
      </span>
    </div>
  );
}
