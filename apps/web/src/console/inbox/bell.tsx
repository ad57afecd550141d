import { BellOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { ListLink } from '../list/list-link.tsx';
import { minuteOf } from '../time-words.ts';
import './inbox.css';
import { useRead } from './use-read.ts';
import { useUnread } from './use-unread.ts';

/** 消息 in the top bar: how many are unread, the newest, and the way to all. */
export function Bell() {
  const inbox = useUnread();
  const read = useRead();
  const [open, setOpen] = useState(false);
  const unread = inbox?.unread ?? 0;
  const newest = inbox?.newest ?? [];
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="bell">
          {newest.length === 0 ? (
            <p className="soft">没有未读消息。</p>
          ) : (
            <ul>
              {newest.map((one) => (
                <li key={one.id}>
                  <ListLink
                    to={one.path}
                    onClick={() => {
                      setOpen(false);
                      read.mutate([one.id]);
                    }}
                  >
                    <b className="clip">{one.title}</b>
                    <span className="soft num">
                      {minuteOf(one.sentAt)}　{one.sender}
                    </span>
                  </ListLink>
                </li>
              ))}
            </ul>
          )}
          <div className="bell-foot">
            <Link to="/inbox" onClick={() => setOpen(false)}>
              全部消息
            </Link>
            {unread > 0 && (
              <Button
                type="link"
                size="small"
                loading={read.isPending}
                onClick={() => read.mutate(undefined)}
              >
                全部标为已读
              </Button>
            )}
          </div>
        </div>
      }
    >
      <button type="button" className="top-bar-link" aria-label={`消息，未读 ${unread} 条`}>
        <BellOutlined /> 消息
        <Badge count={unread} overflowCount={999} color="#c2541b" />
      </button>
    </Popover>
  );
}
