import { Modal } from 'antd';

const KEYS: readonly [string, string][] = [
  ['J 或 ↓', '下一条'],
  ['K 或 ↑', '上一条'],
  ['Y', '确认违法，转为线索'],
  ['N', '排除，选择原因'],
  ['M', '并入另一条'],
  ['X', '选中或取消选中这一条；选中几条后，Y、N、M 对它们一起生效'],
  ['U', '撤销刚才的结论'],
  ['/', '到搜索框'],
  ['?', '显示这份说明'],
];

/** The keys of the triage page. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal open title="按键说明" footer={null} onCancel={onClose} width={460}>
      <table className="plain-table">
        <tbody>
          {KEYS.map(([key, does]) => (
            <tr key={key}>
              <td style={{ width: 96 }}>
                <kbd>{key}</kbd>
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
