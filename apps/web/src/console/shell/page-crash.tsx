import { Button, Result } from 'antd';
import { messageOf } from '../../api/api-error.ts';

/** Shown when a page itself fails, so that the officer is never left with a white screen. */
export function PageCrash({ error, reset }: { error: unknown; reset?: () => void }) {
  return (
    <Result
      status="warning"
      title="这个页面没有打开"
      subTitle={`${messageOf(error)}。可以重试；仍然不行时请刷新浏览器，或把这段话告诉系统管理员。`}
      extra={
        <Button type="primary" onClick={() => (reset ? reset() : window.location.reload())}>
          重试
        </Button>
      }
    />
  );
}
