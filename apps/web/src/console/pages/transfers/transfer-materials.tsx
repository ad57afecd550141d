import { CUSTODY_ACT_NAMES, TRANSFER_ITEM_NAMES } from '@wangjian/core/transfer.ts';
import {
  downloadItem,
  downloadPackage,
  type TransferDetail,
} from '@wangjian/server/modules/transfers/contract.ts';
import { App, Button } from 'antd';
import { messageOf } from '../../../api/api-error.ts';
import { download } from '../../../api/download.ts';
import { SafeLink } from '../../record/safe-link.tsx';
import { minuteOf } from '../../time-words.ts';

const sizeOf = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** 移交材料: the sealed package and what is in it. */
export function Materials({ transfer }: { transfer: TransferDetail }) {
  const { message } = App.useApp();
  const params = { id: transfer.id };
  const save = (promise: Promise<void>) =>
    void promise.catch((error: unknown) => message.error(`没有下载：${messageOf(error)}`));
  return (
    <>
      {transfer.package ? (
        <p>
          <Button onClick={() => save(download(downloadPackage, { params }))}>
            下载材料包（{sizeOf(transfer.package.bytes)}）
          </Button>
          <span className="soft">　内有函件、证据、空白回执、目录和校验清单</span>
          <br />
          <span className="transfer-hash">SHA-256 {transfer.package.sha256}</span>
        </p>
      ) : (
        <p className="soft">
          {transfer.direction === 'in'
            ? '纸质来函没有材料包，可以上传函件扫描件和附件。'
            : transfer.status === 'draft' || transfer.status === 'signed'
              ? '发出时自动把函件、证据和附件封装成材料包。'
              : '正在封装材料包……'}
        </p>
      )}
      {transfer.items.length > 0 && (
        <table className="plain-table transfer-table">
          <thead>
            <tr>
              <th>类别</th>
              <th>材料</th>
              <th>大小</th>
              <th>校验值（SHA-256）</th>
            </tr>
          </thead>
          <tbody>
            {transfer.items.map((item) => (
              <tr key={item.id}>
                <td className="brief">{TRANSFER_ITEM_NAMES[item.kind]}</td>
                <td>
                  <Button
                    type="link"
                    size="small"
                    className="transfer-file"
                    onClick={() => save(download(downloadItem, { params: { ...params, itemId: item.id } }))}
                  >
                    {item.name}
                  </Button>
                  {item.url && (
                    <div className="soft">
                      <SafeLink url={item.url} />　{item.capturedOn} 取证
                    </div>
                  )}
                </td>
                <td className="num brief">{sizeOf(item.bytes)}</td>
                <td className="transfer-hash">{item.sha256}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** 交接链, checked at each reading. */
export function Custody({ transfer }: { transfer: TransferDetail }) {
  if (transfer.custody.length === 0)
    return <p className="soft">发出后，从封装、移交到签收、退回的每一环节都记在这里，不能修改、删除。</p>;
  return (
    <>
      <p className="soft">
        每一环节都含有上一环节的校验值，
        {transfer.custodyIntact ? (
          '现已核对，前后相连，没有改动。'
        ) : (
          <b>现已核对，发现改动，请联系系统管理员。</b>
        )}
      </p>
      <table className="plain-table transfer-table">
        <thead>
          <tr>
            <th>时间</th>
            <th>环节</th>
            <th>经办</th>
            <th>交给</th>
            <th>材料</th>
            <th>环节校验值</th>
          </tr>
        </thead>
        <tbody>
          {transfer.custody.map((link) => (
            <tr key={link.seq}>
              <td className="num brief">{minuteOf(link.at)}</td>
              <td className="brief">{CUSTODY_ACT_NAMES[link.act]}</td>
              <td>
                {link.byOrg}　{link.byName}
                {link.note && <div className="soft">{link.note}</div>}
              </td>
              <td>{link.toOrg ?? ''}</td>
              <td className="num brief">{link.files > 0 ? `${link.files} 份` : '仅函件'}</td>
              <td className="transfer-hash brief">{link.hash.slice(0, 12)}…</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
