import { Alert, Button, Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';

const INK = '#0b2230';

/** A name drawn with the finger or a pen; given as PNG together with the name in letters. */
export function SignaturePad(props: {
  readonly title: string;
  readonly name: string;
  readonly onSigned: (png: Blob, signer: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [signer, setSigner] = useState(props.name);
  const [missing, setMissing] = useState<string | null>(null);
  useEffect(() => {
    const board = canvas.current;
    if (!board) return;
    const scale = window.devicePixelRatio || 1;
    board.width = board.clientWidth * scale;
    board.height = board.clientHeight * scale;
    const pen = board.getContext('2d')!;
    pen.scale(scale, scale);
    pen.lineWidth = 2.6;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.strokeStyle = INK;
  }, []);
  const at = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top] as const;
  };
  const begin = (event: React.PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const pen = event.currentTarget.getContext('2d')!;
    pen.beginPath();
    pen.moveTo(...at(event));
  };
  const draw = (event: React.PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0) return;
    const pen = event.currentTarget.getContext('2d')!;
    pen.lineTo(...at(event));
    pen.stroke();
    setDrawn(true);
  };
  const clear = () => {
    const board = canvas.current!;
    board.getContext('2d')!.clearRect(0, 0, board.width, board.height);
    setDrawn(false);
  };
  const sign = async () => {
    if (!drawn || signer.trim() === '') {
      setMissing(drawn ? '请写明签名人的姓名' : '请在框内签名');
      return;
    }
    const png = await new Promise<Blob | null>((resolve) => canvas.current!.toBlob(resolve, 'image/png'));
    if (!png) {
      setMissing('签名没有存下来，请重签');
      return;
    }
    await props.onSigned(png, signer.trim());
    props.onClose();
  };
  return (
    <Modal
      open
      title={props.title}
      width={640}
      onCancel={props.onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="clear" onClick={clear}>
          重签
        </Button>,
        <Button key="ok" type="primary" onClick={() => void sign()}>
          确认签名
        </Button>,
      ]}
    >
      <Input
        aria-label="签名人姓名"
        placeholder="签名人姓名"
        maxLength={40}
        value={signer}
        onChange={({ target }) => setSigner(target.value)}
      />
      <canvas
        ref={canvas}
        className="signature-board"
        aria-label="签名框"
        onPointerDown={begin}
        onPointerMove={draw}
      />
      {missing && <Alert type="warning" title={missing} />}
      <p className="soft">签名针对当前表格内容；签名后又修改内容的，签名失效，需要重签。</p>
    </Modal>
  );
}
