import { Tag } from 'antd';

/** One article of law as cited: law, article, the version in force on the day, and whether it was checked. */
export function CitationList(props: {
  readonly articles: readonly { law: string; article: string; version: string; unverified: boolean }[];
}) {
  if (props.articles.length === 0) return <span className="soft">规则没有写明法条</span>;
  return (
    <ul className="citations">
      {props.articles.map((one) => (
        <li key={`${one.law}${one.article}`}>
          <b>《{one.law}》</b>
          {one.article} <span className="soft num">（{one.version} 起施行的版本）</span>
          {one.unverified && <Unverified />}
        </li>
      ))}
    </ul>
  );
}

/** Marks what was not read at its source: to be checked by legal staff before use. */
export function Unverified() {
  return (
    <Tag color="orange" title="此内容尚未与官方文本核对，使用前请由法制人员核对">
      未核对
    </Tag>
  );
}
