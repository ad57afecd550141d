import { useQuery } from '@tanstack/react-query';
import { Alert, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../api/api-error.ts';
import { request } from '../../api/call.ts';
import './document.css';

/** Nothing that a document carries runs here: a frame without scripts, which only we write into. */
const FRAME = `<!doctype html><meta charset="utf-8"><style>
html, body { margin: 0; background: #e9ecef; }
.docx-wrapper { padding: 12px !important; background: #e9ecef !important; }
.docx-wrapper > section.docx { margin-bottom: 12px !important; }
table { table-layout: fixed !important; }
td { padding: 0 1.5mm !important; overflow-wrap: anywhere; }
</style><div id="styles"></div><div id="body"></div>`;

/** A .docx of the server as pages; `address` changes when the document does. */
export function DocxPreview({ address, title }: { address: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [ready, setReady] = useState(false);
  const file = useQuery({
    queryKey: ['docx', address],
    queryFn: async ({ signal }) => (await request('GET', address, { signal })).blob(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (!file.data || !ready || !page) return;
    let gone = false;
    void import('docx-preview')
      .then(async ({ renderAsync }) => {
        const [styles, body] = [page.getElementById('styles'), page.getElementById('body')];
        if (gone || !styles || !body) return;
        await renderAsync(file.data, body, styles, {
          useBase64URL: true,
          ignoreLastRenderedPageBreak: true,
        });
        // Wide pages are made to fit the column, as a reader of Word would.
        const sheet = body.querySelector<HTMLElement>('section.docx');
        const room = (frame.current?.clientWidth ?? 0) - 40;
        if (sheet && sheet.offsetWidth > room)
          body.style.setProperty('zoom', String(room / sheet.offsetWidth));
        setFailure(null);
      })
      .catch((error: unknown) => setFailure(messageOf(error)));
    return () => {
      gone = true;
    };
  }, [file.data, ready]);
  const problem = file.error ? messageOf(file.error) : failure;
  return (
    <div className="docx-preview">
      {problem && <Alert type="error" showIcon title={`预览没有成功：${problem}`} />}
      {file.isFetching && <Spin className="docx-waiting" />}
      <iframe
        ref={frame}
        title={title}
        sandbox="allow-same-origin"
        srcDoc={FRAME}
        onLoad={() => setReady(true)}
      />
    </div>
  );
}
