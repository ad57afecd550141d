import { Link } from '@tanstack/react-router';
import { Result } from 'antd';

/** Shown for an address that no page has. */
export function NotFound() {
  return (
    <Result
      status="404"
      title="没有这个页面"
      subTitle="地址可能写错了，或者页面已经不在。"
      extra={<Link to="/">回工作台</Link>}
    />
  );
}
