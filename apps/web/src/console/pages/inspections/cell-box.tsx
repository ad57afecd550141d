import { CameraOutlined } from '@ant-design/icons';
import type { InspectionDetail, InspectionForm } from '@wangjian/server/modules/inspections/contract.ts';
import { Button, Input, Select, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FieldFile } from '../../offline/field-db.ts';
import { SafeLink } from '../../record/safe-link.tsx';
import type { ShownCell } from './field-draft.ts';
import { RESULT_NAMES } from './inspection-words.ts';
import { PictureStrip } from './picture-strip.tsx';

const RESULTS = ['none', 'problem', 'not-applicable'] as const;

/** One box of the form: result, words, violation types, pictures and proofs; each change is kept at once. */
export function CellBox(props: {
  readonly name: string;
  readonly cellKey: string;
  readonly cell: ShownCell;
  readonly violations: InspectionForm['violations'];
  readonly files: readonly FieldFile[];
  readonly detail: InspectionDetail | null;
  readonly locked: boolean;
  /** The officer wanted to complete this side: a box without a result says what is missing. */
  readonly wanted: boolean;
  readonly onChange: (change: Partial<Pick<ShownCell, 'result' | 'words' | 'violations'>>) => void;
  readonly onSettle: (how: 'mine' | 'theirs' | 'both') => void;
  readonly onPhoto: (file: File) => void;
}) {
  const { cell, locked } = props;
  const proofs =
    props.detail?.proofs.filter(({ key, on }) => key === props.cellKey && on.startsWith('finding')) ?? [];
  return (
    <div className={`cell-box ${cell.result ?? 'empty'}`} data-cell={props.cellKey}>
      <fieldset className="cell-results" disabled={locked}>
        <legend className="cell-legend">{props.name}</legend>
        {RESULTS.map((result) => (
          <button
            key={result}
            type="button"
            className={cell.result === result ? `chosen ${result}` : result}
            aria-pressed={cell.result === result}
            onClick={() => props.onChange({ result: cell.result === result ? null : result })}
          >
            {RESULT_NAMES[result]}
          </button>
        ))}
        {props.wanted && cell.result === null && <Tag color="red">请选检查结果</Tag>}
        {cell.prefilled && <Tag color="blue">监测预填，请核对</Tag>}
        {cell.waits && !cell.theirs && <Tag color="orange">待同步</Tag>}
      </fieldset>
      <CellWords
        value={cell.words}
        label={`${props.name}：情况`}
        disabled={locked}
        onChange={(words) => props.onChange({ words })}
      />
      {cell.result === 'problem' && (
        <Select
          mode="multiple"
          className="cell-violations"
          aria-label={`${props.name}：违法行为类型`}
          placeholder="违法行为类型（可不选）"
          value={[...cell.violations]}
          disabled={locked}
          onChange={(violations: string[]) => props.onChange({ violations })}
          options={props.violations.map(({ id, name }) => ({ value: id, label: name }))}
          optionFilterProp="label"
        />
      )}
      {proofs.length > 0 && (
        <details className="cell-proofs">
          <summary>监测证据 {proofs.length} 条</summary>
          <ul>
            {proofs.map((proof) => (
              <li key={proof.on}>
                {proof.words}　{proof.url && <SafeLink url={proof.url} />}
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className="cell-foot">
        <PictureStrip files={props.files} detail={props.detail} cellKey={props.cellKey} />
        {!locked && <PhotoButton label={`${props.name}：拍照`} onPhoto={props.onPhoto} />}
      </div>
      {cell.theirs && (
        <div className="cell-conflict" role="alert">
          <b>这一格已被 {cell.theirs.by} 先填写，请选定：</b>
          <div className="cell-versions">
            <section>
              <h4>您填写的</h4>
              <p>
                〔{cell.result ? RESULT_NAMES[cell.result] : '未选结果'}〕{cell.words || '（没有文字）'}
              </p>
              <Button size="small" onClick={() => props.onSettle('mine')}>
                用我的
              </Button>
            </section>
            <section>
              <h4>{cell.theirs.by} 填写的</h4>
              <p>
                〔{cell.theirs.result ? RESULT_NAMES[cell.theirs.result] : '未选结果'}〕
                {cell.theirs.words || '（没有文字）'}
              </p>
              <Button size="small" onClick={() => props.onSettle('theirs')}>
                用对方的
              </Button>
            </section>
          </div>
          <Button size="small" onClick={() => props.onSettle('both')}>
            两份合在一起
          </Button>
        </div>
      )}
    </div>
  );
}

/** Words that are kept with every letter; what comes from elsewhere shows when the field is not being typed in. */
export function CellWords(props: {
  readonly value: string;
  readonly label: string;
  readonly disabled: boolean;
  readonly onChange: (words: string) => void;
}) {
  const [text, setText] = useState(props.value);
  const typing = useRef(false);
  useEffect(() => {
    if (!typing.current) setText(props.value);
  }, [props.value]);
  return (
    <Input.TextArea
      aria-label={props.label}
      autoSize={{ minRows: 1, maxRows: 12 }}
      maxLength={4000}
      placeholder="写明情况"
      disabled={props.disabled}
      value={text}
      onChange={({ target }) => {
        typing.current = true;
        setText(target.value);
        props.onChange(target.value);
      }}
      onBlur={() => {
        typing.current = false;
        setText(props.value);
      }}
    />
  );
}

/** Takes a photo with the device's camera, or picks a picture. */
function PhotoButton({ label, onPhoto }: { label: string; onPhoto: (file: File) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size="small"
        icon={<CameraOutlined />}
        aria-label={label}
        onClick={() => picker.current?.click()}
      >
        拍照
      </Button>
      <input
        ref={picker}
        hidden
        type="file"
        accept="image/*"
        capture="environment"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onPhoto(file);
          target.value = '';
        }}
      />
    </>
  );
}
