import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createSite } from '@wangjian/server/modules/registry/contract.ts';
import { App, Button, Form } from 'antd';
import { call } from '../../../api/call.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { SiteFields, type SiteValues } from './site-fields.tsx';

/** 登记主体 by hand. */
export default function SiteNew() {
  const me = useOfficer();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const guard = useUnsavedGuard();
  const save = useMutation({
    mutationFn: (values: SiteValues) => call(createSite, { body: values }),
    onSuccess: async (site) => {
      guard.release();
      message.success('已登记');
      void queries.invalidateQueries();
      await navigate({ to: `/registry/${site.id}` });
    },
  });
  return (
    <PageFrame>
      <div className="panel">
        <Form
          layout="vertical"
          initialValues={{ kind: 'independent', foundBy: 'manual', region: me.region, forms: [] }}
          scrollToFirstError={{ focus: true }}
          onValuesChange={guard.touch}
          onFinish={(values: SiteValues) => !save.isPending && save.mutate(values)}
        >
          <SiteFields />
          {save.error && <ProblemNote error={save.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              登记
            </Button>
            <Button onClick={() => void navigate({ to: '/registry' })}>取消</Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}
