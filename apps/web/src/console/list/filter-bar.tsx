import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select, Spin, Tag } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { RegionPicker } from '../shell/region-picker.tsx';
import './list-page.css';
import type { ListFilter } from './list-column.ts';
import { type ListState, textOf, textsOf } from './use-list-state.ts';

const PAUSE = 450;
const DayInput = lazy(() => import('../../ui/day-input.tsx'));

/** Filter row of a list: keyword and the everyday filters in sight, the rest behind “更多筛选”. */
export function FilterBar(props: {
  readonly filters: readonly ListFilter[];
  readonly state: ListState;
  readonly keyword: string;
}) {
  const { filters, state } = props;
  const hidden = filters.filter((filter) => filter.folded);
  const used = hidden.filter((filter) => isUsed(filter, state));
  const [open, setOpen] = useState(used.length > 0);
  return (
    <search className="filter-bar no-print">
      <Keyword
        placeholder={props.keyword}
        value={textOf(state.search.q) ?? ''}
        onChange={(q) => state.change({ q: q || undefined })}
      />
      {filters
        .filter((filter) => filter.input !== 'hidden' && (!filter.folded || open))
        .map((filter) => (
          <FilterInput key={filter.name} filter={filter} state={state} />
        ))}
      {filters
        .filter((filter) => filter.input === 'hidden' && isUsed(filter, state))
        .map((filter) => (
          <Tag key={filter.name} closable onClose={() => state.change({ [filter.name]: undefined })}>
            {filter.label}
          </Tag>
        ))}
      {hidden.length > 0 && (
        <Button type="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起筛选' : `更多筛选${used.length > 0 ? `（已用 ${used.length} 项）` : ''}`}
        </Button>
      )}
      <Button type="link" onClick={state.reset}>
        重置
      </Button>
    </search>
  );
}

function isUsed(filter: ListFilter, state: ListState): boolean {
  if (filter.input === 'days') return Boolean(state.search.from ?? state.search.to);
  return textsOf(state.search[filter.name]).length > 0;
}

/** Searches when typing pauses or on Enter; waits while an input method is still composing. */
function Keyword(props: { value: string; placeholder: string; onChange: (q: string) => void }) {
  const [text, setText] = useState(props.value);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const commit = (next: string) => {
    window.clearTimeout(timer.current);
    if (next.trim() !== props.value) props.onChange(next.trim());
  };
  const later = (next: string) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(commit, PAUSE, next);
  };
  return (
    <Input.Search
      className="filter-keyword"
      placeholder={props.placeholder}
      aria-label="关键词"
      data-search-box=""
      allowClear={{ clearIcon: <CloseCircleFilled aria-label="清除" /> }}
      searchIcon={<SearchOutlined aria-label="查找" />}
      maxLength={100}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        if (!(event.nativeEvent as InputEvent).isComposing) later(event.target.value);
      }}
      onCompositionEnd={(event) => later(event.currentTarget.value)}
      onSearch={commit}
    />
  );
}

function FilterInput({ filter, state }: { filter: ListFilter; state: ListState }) {
  const value = state.search[filter.name];
  if (filter.input === 'days') {
    return (
      <span className="filter-days">
        {filter.label}
        <Suspense fallback={<Spin size="small" />}>
          <DayInput
            label={`${filter.label}从`}
            value={textOf(state.search.from)}
            max={textOf(state.search.to)}
            onChange={(from) => state.change({ from })}
          />
          至
          <DayInput
            label={`${filter.label}到`}
            value={textOf(state.search.to)}
            min={textOf(state.search.from)}
            onChange={(to) => state.change({ to })}
          />
        </Suspense>
      </span>
    );
  }
  if (filter.input === 'region') {
    return (
      <RegionPicker
        className="filter-input"
        label={filter.label}
        placeholder={filter.label}
        value={textOf(value)}
        onChange={(region) => state.change({ [filter.name]: region })}
      />
    );
  }
  if (filter.input === 'flag') {
    return (
      <Checkbox
        checked={value === 'true'}
        onChange={(event) => state.change({ [filter.name]: event.target.checked ? 'true' : undefined })}
      >
        {filter.label}
      </Checkbox>
    );
  }
  if (filter.input === 'one') {
    return (
      <Select
        className="filter-input"
        aria-label={filter.label}
        placeholder={filter.label}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={textOf(value)}
        options={filter.options?.slice()}
        popupMatchSelectWidth={false}
        onChange={(next?: string) => state.change({ [filter.name]: next })}
      />
    );
  }
  return (
    <Select
      className="filter-input"
      mode="multiple"
      aria-label={filter.label}
      placeholder={filter.label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      maxTagCount="responsive"
      value={textsOf(value)}
      options={filter.options?.slice()}
      popupMatchSelectWidth={false}
      onChange={(next: string[]) => state.change({ [filter.name]: next.length > 0 ? next : 'all' })}
    />
  );
}
