import { Link } from '@tanstack/react-router';
import { Result } from 'antd';

/** Shown for a page whose permission the officer lacks. */
export function NoAccess() {
  return (
    <Result
      status="403"
      title="您没有打开此页面的权限"
      subTitle="需要使用时，请联系本单位的安全管理员授予角色。"
      extra={<Link to="/">回工作台</Link>}
    />
  );
}
