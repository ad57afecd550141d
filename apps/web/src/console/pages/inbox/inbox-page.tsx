import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listMessages, type Message } from '@wangjian/server/modules/inbox/contract.ts';
import { Button, Checkbox, Input, Pagination, Select, Tag } from 'antd';
import { call } from '../../../api/call.ts';
import { ListLink } from '../../list/list-link.tsx';
import '../../inbox/inbox.css';
import { MESSAGE_KIND_NAMES, unreadQuery } from '../../inbox/unread-query.ts';
import { useRead } from '../../inbox/use-read.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import { optionsOf } from '../../words.ts';

const PAGE_SIZE = 30;
const TONES = { escalation: 'red', supervision: 'red', reminder: 'orange', task: 'blue' } as const;

/** 消息: newest first, each opens its record; opening marks it as read. */
export default function InboxPage() {
  const search = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const read = useRead();
  const waiting = useQuery(unreadQuery);
  const kind = [search.kind ?? []].flat();
  const unread = search.unread === 'yes';
  const words = [search.q ?? []].flat()[0] ?? '';
  const page = Math.max(1, Number([search.page ?? 1].flat()[0]) || 1);
  const change = (next: Record<string, unknown>) =>
    void navigate({ to: '.', search: { ...search, page: undefined, ...next }, replace: true });
  const query = useQuery({
    queryKey: ['inbox', 'list', kind, unread, words, page],
    queryFn: ({ signal }) =>
      call(listMessages, {
        query: {
          page,
          pageSize: PAGE_SIZE,
          ...(kind.length > 0 ? { kind: kind as Message['kind'][] } : {}),
          ...(unread ? { unread: 'yes' } : {}),
          ...(words ? { q: words } : {}),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  return (
    <PageFrame
      actions={
        <Button
          loading={read.isPending}
          disabled={waiting.data?.unread === 0}
          onClick={() => read.mutate(undefined)}
        >
          全部标为已读
        </Button>
      }
    >
      <div className="panel">
        <div className="inbox-tools">
          <Input.Search
            allowClear
            style={{ width: 240 }}
            aria-label="查找消息"
            placeholder="标题、编号、内容"
            defaultValue={words}
            maxLength={60}
            onSearch={(text) => change({ q: text.trim() || undefined })}
          />
          <Select
            mode="multiple"
            allowClear
            style={{ minWidth: 220 }}
            aria-label="种类"
            placeholder="全部种类"
            value={kind}
            options={optionsOf(MESSAGE_KIND_NAMES)}
            onChange={(next: string[]) => change({ kind: next.length > 0 ? next : undefined })}
          />
          <Checkbox
            checked={unread}
            onChange={(event) => change({ unread: event.target.checked ? 'yes' : undefined })}
          >
            只看未读
          </Checkbox>
          <span className="inbox-gap" />
        </div>
        <QueryState query={query}>
          {({ items, total }) =>
            total === 0 ? (
              <div className="page-state">
                <b>
                  {words || kind.length > 0 ? '没有符合条件的消息' : unread ? '没有未读消息' : '还没有消息'}
                </b>
                <span className="soft">
                  {words || kind.length > 0
                    ? '换个词或者清除筛选再找。'
                    : '分派给您的任务、期限提醒和每日清单会出现在这里。'}
                </span>
              </div>
            ) : (
              <>
                <ul className="inbox-list">
                  {items.map((one) => (
                    <MessageRow key={one.id} message={one} onRead={() => read.mutate([one.id])} />
                  ))}
                </ul>
                {total > PAGE_SIZE && (
                  <Pagination
                    style={{ padding: 12 }}
                    current={page}
                    pageSize={PAGE_SIZE}
                    total={total}
                    showSizeChanger={false}
                    showTotal={(count) => `共 ${count} 条`}
                    onChange={(next) => change({ page: String(next) })}
                  />
                )}
              </>
            )
          }
        </QueryState>
      </div>
    </PageFrame>
  );
}

function MessageRow({ message, onRead }: { readonly message: Message; readonly onRead: () => void }) {
  const isNew = message.readAt === null;
  return (
    <li className={isNew ? 'unread' : undefined}>
      <Tag color={TONES[message.kind as keyof typeof TONES]}>{MESSAGE_KIND_NAMES[message.kind]}</Tag>
      <ListLink to={message.path} onClick={() => isNew && onRead()}>
        {message.title}
      </ListLink>
      <span className="soft num">
        {minuteOf(message.sentAt)}　{message.sender}
      </span>
      {isNew ? (
        <Button type="link" size="small" onClick={onRead}>
          标为已读
        </Button>
      ) : (
        <span className="soft">已读</span>
      )}
      {message.text && <p>{message.text}</p>}
    </li>
  );
}
