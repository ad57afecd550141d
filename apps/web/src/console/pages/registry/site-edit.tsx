import { useQueryClient } from '@tanstack/react-query';
import { getSite, type SiteDetail, updateSite } from '@wangjian/server/modules/registry/contract.ts';
import { App, Form, Input } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { ApiError } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { changedFields } from '../../record/changed-fields.ts';
import { changesBetween, StaleNote } from '../../record/stale-note.tsx';
import { minuteOf } from '../../time-words.ts';
import { SITE_FIELD_NAMES, SiteFields, type SiteValues } from './site-fields.tsx';

type Detail = z.output<typeof SiteDetail>;

/** Changes a site of the register; somebody else's change in between is shown, and nothing typed is lost. */
export function SiteEdit({ site, onClose }: { site: Detail; onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<SiteValues & { reason?: string }>();
  const [newer, setNewer] = useState<Detail | null>(null);
  // What was in the form when it was opened, whatever is read again meanwhile.
  const [{ opened, version }] = useState({ opened: valuesOf(site), version: site.version });
  const submit = async ({ reason, ...values }: SiteValues & { reason?: string }) => {
    try {
      const saved = await call(updateSite, {
        params: { id: site.id },
        body: { ...changedFields(opened, values), reason, version: newer?.version ?? version },
      });
      queries.setQueryData(['site', site.id], saved);
      void queries.invalidateQueries({ queryKey: ['registry'] });
      message.success('已保存');
    } catch (error) {
      if (error instanceof ApiError && error.code === 'stale') {
        const fresh = await call(getSite, { params: { id: site.id } });
        setNewer(fresh);
      }
      throw error;
    }
  };
  const last = newer?.history.reduce((one, other) => (other.at > one.at ? other : one));
  return (
    <ActionDialog<SiteValues & { reason?: string }>
      title={`修改主体：${site.name}`}
      ok="保存"
      width={920}
      form={form}
      initial={opened}
      onSubmit={submit}
      onClose={onClose}
    >
      {newer && (
        <StaleNote
          who={last ? `${last.who} 于 ${minuteOf(last.at)} ${last.what}` : '其他人刚刚修改过'}
          changes={changesBetween(opened, valuesOf(newer), SITE_FIELD_NAMES)}
          onTake={(field) => form.setFieldsValue({ [field]: valuesOf(newer)[field as keyof SiteValues] })}
        />
      )}
      <SiteFields
        platform={
          site.platformId ? { value: site.platformId, label: site.platformName ?? '已关联的平台' } : undefined
        }
      />
      <Form.Item name="reason" label="修改原因">
        <Input maxLength={200} placeholder="可不填，会记入变更记录" />
      </Form.Item>
    </ActionDialog>
  );
}

function valuesOf(site: Detail): SiteValues {
  return {
    name: site.name,
    url: site.url,
    kind: site.kind,
    forms: [...site.forms],
    region: site.region,
    operatorName: site.operatorName ?? undefined,
    uscc: site.uscc ?? undefined,
    platformId: site.platformId ?? undefined,
    foundBy: site.foundBy,
    phone: site.phones[0],
    address: site.operator?.address ?? undefined,
  };
}
