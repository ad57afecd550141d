import { UploadOutlined, VideoCameraOutlined } from '@ant-design/icons';
import {
  addPicture,
  adopt,
  editPicture,
  type Reporting,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { App, Button, Checkbox, Input, Progress } from 'antd';
import { useRef, useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { upload } from '../../../api/upload.ts';

type Picture = Reporting['pictures'][number];

const megabytes = (bytes: number) => Math.max(0.1, bytes / 1024 / 1024).toFixed(1);

/** 工作图片、视频: uploaded by the units; only those with a caption go into a report. */
export function CampaignPictures(props: {
  readonly campaignId: string;
  readonly reporting: Reporting;
  readonly unit: Reporting['own'][number] | undefined;
  readonly onFresh: (fresh: Reporting) => void;
}) {
  const { campaignId, reporting, unit, onFresh } = props;
  const { message, modal } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const params = { id: campaignId };
  const run = (work: Promise<Reporting>) =>
    void work.then(onFresh, (error: unknown) => message.error(messageOf(error)));
  const send = async (file: File) => {
    if (!unit) return;
    setShare(0);
    try {
      const { method, path, summary, access, result } = addPicture;
      const address = `${path.replace(':id', campaignId)}?orgId=${unit.orgId}`;
      onFresh(await upload({ method, path: address, summary, access, result }, file, setShare));
      message.success('已上传，请写说明');
    } catch (error) {
      modal.error({ title: '没有上传成功', content: messageOf(error) });
    }
    setShare(null);
  };
  const change = (picture: Picture, more: { caption?: string; removed?: boolean }) =>
    run(
      call(editPicture, {
        params: { ...params, pictureId: picture.id },
        body: { caption: picture.caption, removed: false, version: picture.version, ...more },
      }),
    );
  return (
    <>
      {unit && (
        <p>
          <input
            ref={input}
            type="file"
            accept="image/jpeg,image/png,video/mp4,video/webm"
            hidden
            aria-label="选择图片、视频"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) void send(file);
            }}
          />
          <Button icon={<UploadOutlined />} loading={share !== null} onClick={() => input.current?.click()}>
            上传图片、视频
          </Button>
          <span className="soft campaign-hint">
            照片（JPEG、PNG）每张不超过 15 MB，视频（MP4、WebM）随总结作附件；写了说明的才编入总结
          </span>
          {share !== null && <Progress percent={Math.round(share * 100)} size="small" />}
        </p>
      )}
      {reporting.pictures.length === 0 ? (
        <p className="soft">还没有图片、视频。</p>
      ) : (
        <ul className="campaign-cards">
          {reporting.pictures.map((picture) => (
            <li key={picture.id}>
              {picture.video ? (
                <p className="campaign-video">
                  <VideoCameraOutlined />
                  <a href={`/api/campaigns/${campaignId}/pictures/${picture.id}`} download={picture.name}>
                    下载视频 {picture.name}（{megabytes(picture.bytes)} MB）
                  </a>
                </p>
              ) : (
                <img
                  src={`/api/campaigns/${campaignId}/pictures/${picture.id}`}
                  alt={picture.caption || picture.name}
                  loading="lazy"
                />
              )}
              {picture.mine ? (
                <Caption picture={picture} onSave={(caption) => change(picture, { caption })} />
              ) : (
                <div>{picture.caption || <span className="campaign-overdue">没有说明</span>}</div>
              )}
              <div className="soft">{picture.orgName}</div>
              {picture.mine && (
                <Button type="link" size="small" onClick={() => change(picture, { removed: true })}>
                  删除
                </Button>
              )}
              {reporting.mayReceive &&
                !reporting.own.some(({ orgId, owner }) => owner && orgId === picture.orgId) && (
                  <Checkbox
                    checked={picture.adopted}
                    onChange={({ target }) =>
                      run(
                        call(adopt, {
                          params,
                          body: { entryId: picture.id, adopted: target.checked, version: picture.version },
                        }),
                      )
                    }
                  >
                    采用到总报告
                  </Checkbox>
                )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Saved when the officer leaves the field or presses Enter. */
function Caption({ picture, onSave }: { picture: Picture; onSave: (caption: string) => void }) {
  const [text, setText] = useState(picture.caption);
  const save = () => text.trim() !== picture.caption && onSave(text.trim());
  return (
    <Input
      aria-label={`${picture.name}的说明`}
      placeholder="说明：时间、地点、事项"
      maxLength={200}
      status={picture.caption === '' ? 'warning' : ''}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onPressEnter={(event) => event.currentTarget.blur()}
    />
  );
}
