import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  downloadEvidence,
  type Evidence,
  getEvidence,
  retryEvidence,
  verifyEvidence,
} from '@wangjian/server/modules/evidence/contract.ts';
import { Alert, App, Button } from 'antd';
import { messageOf } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { download } from '../../api/download.ts';
import { SafeLink } from '../record/safe-link.tsx';
import { useMay } from '../session/use-me.ts';
import { PageLoading } from '../shell/page-loading.tsx';
import { countOf, secondOf } from '../time-words.ts';
import { Word } from '../word-tag.tsx';
import { EVIDENCE_STATUS_NAMES } from '../words.ts';
import { EnvironmentNote } from './environment-note.tsx';
import './evidence.css';
import { Screenshot } from './screenshot.tsx';

const FRESH = new Set<Evidence['status']>(['queued', 'sealing']);

/** One sealed page: the picture, when and how it was taken, its digests; check, download, seal again. */
export function EvidenceCard({ id, compact = false }: { id: string; compact?: boolean }) {
  const evidence = useQuery({
    queryKey: ['evidence', id],
    queryFn: ({ signal }) => call(getEvidence, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && FRESH.has(state.data.status) ? 2_000 : false),
  });
  if (evidence.isPending) return <PageLoading />;
  if (!evidence.data) {
    return (
      <Alert
        type="warning"
        showIcon
        title={`证据没有加载成功：${messageOf(evidence.error)}`}
        action={<Button onClick={() => evidence.refetch()}>重试</Button>}
      />
    );
  }
  return <EvidenceView evidence={evidence.data} compact={compact} />;
}

function EvidenceView({ evidence, compact }: { evidence: Evidence; compact: boolean }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const mayCapture = useMay('evidence.capture');
  const params = { id: evidence.id };
  const verify = useMutation({ mutationFn: () => call(verifyEvidence, { params }) });
  const save = useMutation({
    mutationFn: () => download(downloadEvidence, { params }),
    onError: (error) => message.error(`没有下载：${messageOf(error)}`),
  });
  const retry = useMutation({
    mutationFn: () => call(retryEvidence, { params }),
    onSuccess: (data) => queries.setQueryData(['evidence', evidence.id], data),
    onError: (error) => message.error(`没有重新固证：${messageOf(error)}`),
  });
  return (
    <article className={compact ? 'evidence compact' : 'evidence'}>
      <header>
        <Word of={EVIDENCE_STATUS_NAMES} value={evidence.status} />
        <span className="soft num">取证时间 {secondOf(evidence.fetchedAt)}</span>
        <span className="evidence-gap" />
        {evidence.status === 'sealed' && (
          <>
            <Button size="small" loading={verify.isPending} onClick={() => verify.mutate()}>
              校验
            </Button>
            <Button size="small" loading={save.isPending} onClick={() => save.mutate()}>
              下载证据包
            </Button>
          </>
        )}
        {evidence.status === 'failed' && mayCapture && (
          <Button size="small" type="primary" loading={retry.isPending} onClick={() => retry.mutate()}>
            重新固证
          </Button>
        )}
      </header>
      {evidence.status === 'failed' && (
        <Alert type="error" showIcon title={evidence.failure ?? '固证失败，原因没有记录'} />
      )}
      {verify.error && <Alert type="error" showIcon title={messageOf(verify.error)} />}
      {verify.data && <Verdict verdict={verify.data.verdict} checks={verify.data.checks} />}
      <div className="evidence-body">
        <Screenshot evidence={evidence} />
        {!compact && <Particulars evidence={evidence} />}
      </div>
      {compact && (
        <p className="evidence-address">
          <SafeLink url={evidence.url} />
        </p>
      )}
    </article>
  );
}

const VERDICTS = {
  intact: { type: 'success', title: '证据完整，没有被改动' },
  tampered: { type: 'error', title: '证据与封存时不一致，不能使用' },
  incomplete: { type: 'warning', title: '证据不完整' },
} as const;

function Verdict(props: {
  readonly verdict: keyof typeof VERDICTS;
  readonly checks: readonly { name: string; ok: boolean; detail: string }[];
}) {
  const failed = props.checks.filter((check) => !check.ok);
  return (
    <Alert
      type={VERDICTS[props.verdict].type}
      showIcon
      title={`${VERDICTS[props.verdict].title}（检查 ${props.checks.length} 项，通过 ${props.checks.length - failed.length} 项）`}
      description={
        failed.length > 0 ? failed.map((check) => `${check.name}：${check.detail}`).join('；') : undefined
      }
    />
  );
}

function Particulars({ evidence }: { evidence: Evidence }) {
  const rows: readonly [string, string | null][] = [
    ['网页标题', evidence.title],
    ['封存时间', secondOf(evidence.sealedAt)],
    ['封存人', evidence.sealedBy],
    ['大小', evidence.bytes === null ? null : `${countOf(evidence.bytes)} 字节`],
    ['SHA-256', evidence.sha256],
    ['SM3', evidence.sm3],
  ];
  return (
    <dl className="evidence-particulars">
      <dt>网址</dt>
      <dd>
        <SafeLink url={evidence.url} />
      </dd>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="break">{value ?? '—'}</dd>
        </div>
      ))}
      <EnvironmentNote environment={evidence.environment} />
    </dl>
  );
}
