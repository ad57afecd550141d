import { useMutation } from '@tanstack/react-query';
import { changePassword, type Me } from '@wangjian/server/modules/officers/contract.ts';
import { Alert, Button, Form, Input } from 'antd';
import { ApiError, messageOf } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';

interface Entry {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** Changes the officer's own password; says what the server's rules found wrong with it. */
export function PasswordForm({ onDone }: { onDone: (me: Me) => void }) {
  const change = useMutation({
    mutationFn: ({ current, next }: Entry) => call(changePassword, { body: { current, next } }),
    onSuccess: onDone,
  });
  const problems = change.error instanceof ApiError ? change.error.problems : [];
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(entry: Entry) => change.mutate(entry)}>
      {change.error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={messageOf(change.error)}
          description={problems.map((problem) => problem.message).join('；') || undefined}
          style={{ marginBottom: 16 }}
        />
      )}
      <Form.Item name="current" label="现在的口令" rules={[{ required: true, message: '请填写现在的口令' }]}>
        <Input.Password autoComplete="current-password" maxLength={128} />
      </Form.Item>
      <Form.Item
        name="next"
        label="新口令"
        extra="至少 12 个字符，大写、小写、数字、符号中至少三种，不含账号。"
        rules={[{ required: true, message: '请填写新口令' }]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item
        name="again"
        label="再写一次新口令"
        dependencies={['next']}
        rules={[
          { required: true, message: '请再写一次新口令' },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error('两次写的新口令不一样')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={change.isPending}>
        修改口令
      </Button>
    </Form>
  );
}
