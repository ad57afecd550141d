import { useMutation } from '@tanstack/react-query';
import {
  addPicture,
  type PublicityDetail,
  pictureFile,
  removePicture,
} from '@wangjian/server/modules/affairs/contract.ts';
import { App, Button, Input, Progress } from 'antd';
import { useRef, useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { addressOf, call } from '../../../api/call.ts';
import { upload } from '../../../api/upload.ts';

/** Pictures of publicity work with their captions. */
export function PublicityPictures(props: {
  readonly work: PublicityDetail;
  readonly onSaved: (after: PublicityDetail) => void;
}) {
  const { work, onSaved } = props;
  const { message, modal } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [caption, setCaption] = useState('');
  const [share, setShare] = useState<number | null>(null);
  const may = work.allowed.includes('picture');
  const send = async (file: File) => {
    setShare(0);
    try {
      const { method, summary, access, result } = addPicture;
      const path = addressOf(addPicture.path, { id: work.id }, { caption });
      onSaved(await upload({ method, path, summary, access, result }, file, setShare));
      setCaption('');
      message.success(`已添加 ${file.name}`);
    } catch (error) {
      modal.error({ title: '没有上传成功', content: messageOf(error) });
    }
    setShare(null);
  };
  const remove = useMutation({
    mutationFn: (pictureId: string) => call(removePicture, { params: { id: work.id, pictureId } }),
    onSuccess: onSaved,
    onError: (error) => message.error(messageOf(error)),
  });
  return (
    <>
      {may && (
        <p className="affairs-upload">
          <input
            ref={input}
            type="file"
            accept="image/*,video/mp4,video/webm"
            hidden
            aria-label="选择图片、视频"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) void send(file);
            }}
          />
          <Input
            aria-label="图片说明"
            placeholder="说明（先写说明再选图片、视频）"
            maxLength={200}
            value={caption}
            onChange={(event) => setCaption(event.target.value)}
          />
          <Button loading={share !== null} onClick={() => input.current?.click()}>
            添加图片、视频
          </Button>
          {share !== null && <Progress percent={Math.round(share * 100)} size="small" />}
        </p>
      )}
      {work.pictures.length === 0 ? (
        <p className="soft">没有图片、视频。</p>
      ) : (
        <div className="affairs-pictures">
          {work.pictures.map((picture) => {
            const address = addressOf(pictureFile.path, { id: work.id, pictureId: picture.id });
            return (
              <figure key={picture.id}>
                {picture.video ? (
                  <a href={address} download={picture.name}>
                    下载视频 {picture.name}
                  </a>
                ) : (
                  <a href={address} target="_blank" rel="noreferrer">
                    <img alt={picture.caption || picture.name} src={address} />
                  </a>
                )}
                <figcaption>
                  {picture.caption || picture.name}
                  {may && (
                    <Button type="link" size="small" danger onClick={() => remove.mutate(picture.id)}>
                      删除
                    </Button>
                  )}
                </figcaption>
              </figure>
            );
          })}
        </div>
      )}
    </>
  );
}
