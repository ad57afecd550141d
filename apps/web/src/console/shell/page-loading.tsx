import { Spin } from 'antd';

/** Shown while a page's code or first data is on its way. */
export function PageLoading() {
  return (
    <div className="page-state" role="status">
      <Spin />
      <span className="soft">正在加载……</span>
    </div>
  );
}
