import { type Evidence, evidenceScreenshot } from '@wangjian/server/modules/evidence/contract.ts';
import { Modal, Spin } from 'antd';
import { useState } from 'react';
import { addressOf } from '../../api/call.ts';

/** The picture of the sealed page; a click shows it in full size. */
export function Screenshot({ evidence }: { evidence: Evidence }) {
  const [large, setLarge] = useState(false);
  const [broken, setBroken] = useState(false);
  if (evidence.status === 'queued' || evidence.status === 'sealing') {
    return (
      <div className="evidence-picture empty" role="status">
        <Spin />
        <span className="soft">正在固证，完成后这里会出现网页截图</span>
      </div>
    );
  }
  if (!evidence.hasScreenshot || broken) {
    return (
      <div className="evidence-picture empty soft">{broken ? '截图没有加载出来' : '这份证据没有截图'}</div>
    );
  }
  const address = addressOf(evidenceScreenshot.path, { id: evidence.id });
  const picture = (
    <img src={address} alt={`网页截图：${evidence.title || evidence.url}`} onError={() => setBroken(true)} />
  );
  return (
    <>
      <button type="button" className="evidence-picture" title="点击看大图" onClick={() => setLarge(true)}>
        {picture}
      </button>
      {large && (
        <Modal
          open
          footer={null}
          width="92vw"
          style={{ top: 20 }}
          title={evidence.title}
          onCancel={() => setLarge(false)}
        >
          <div className="evidence-large">{picture}</div>
        </Modal>
      )}
    </>
  );
}
