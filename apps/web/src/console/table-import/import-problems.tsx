import type { ImportEndpoints, TableImport } from '@wangjian/core/table-import.ts';
import { Alert, App, Button } from 'antd';
import { messageOf } from '../../api/api-error.ts';
import { download } from '../../api/download.ts';
import { countOf } from '../time-words.ts';

/** Which columns were understood, and row by row what is wrong with those that can't be imported. */
export function ImportProblems(props: {
  readonly checked: TableImport;
  readonly errors: ImportEndpoints['errors'];
}) {
  const { checked, errors } = props;
  const { message } = App.useApp();
  const unknown = checked.columns.filter((column) => column.field === null);
  return (
    <>
      {unknown.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={`这些列没有对应的内容，不会导入：${unknown.map((column) => column.header || '（空列名）').join('、')}`}
        />
      )}
      {checked.problems.length > 0 && (
        <section>
          <div className="import-problem-head">
            <h2>有问题的行</h2>
            <Button
              size="small"
              onClick={() =>
                void download(errors, { params: { id: checked.id } }).catch((error: unknown) =>
                  message.error(messageOf(error)),
                )
              }
            >
              下载全部有问题的行（改好可再传）
            </Button>
            {checked.bad > checked.problems.length && (
              <span className="soft">下面只列出前 {countOf(checked.problems.length)} 处</span>
            )}
          </div>
          <div className="import-problems">
            <table className="plain-table">
              <thead>
                <tr>
                  <th className="right">行号</th>
                  <th style={{ width: 150 }}>列</th>
                  <th style={{ width: '34%' }}>表格中的内容</th>
                  <th>问题</th>
                </tr>
              </thead>
              <tbody>
                {checked.problems.map((problem) => (
                  <tr key={`${problem.row}/${problem.column}/${problem.message}`}>
                    <td className="right num">{problem.row}</td>
                    <td>{problem.column}</td>
                    <td className="break">{problem.value || '（空）'}</td>
                    <td>{problem.message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  );
}
