import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { MENU_GROUPS, PAGES } from '../page-table.ts';
import { pageAt } from './page-at.ts';

/**
 * Head of a page: breadcrumbs, title, the actions of the page at the right. `fill` gives the body the rest of the
 * window (lists scroll inside it), otherwise the page scrolls as a whole.
 */
export function PageFrame(props: {
  readonly title?: ReactNode;
  /** Last word of the breadcrumbs and the window's title; default: the page's own. */
  readonly crumb?: string;
  readonly actions?: ReactNode;
  readonly fill?: boolean;
  readonly children: ReactNode;
}) {
  const { pathname } = useLocation();
  const page = pageAt(pathname);
  const above = PAGES.find((one) => one.path === page?.above);
  const name = props.crumb ?? page?.title ?? '';
  useEffect(() => {
    document.title = name ? `${name} · 网鉴` : '网鉴 · 网络市场监管';
  }, [name]);
  const group = page && MENU_GROUPS[page.group];
  return (
    <div className={props.fill ? 'page fill' : 'page'}>
      <div className="page-head no-print">
        <div className="page-head-words">
          {(above ?? (group !== name && name !== props.title)) && (
            <nav aria-label="当前位置" className="crumbs">
              {group && group !== (above?.title ?? name) && <span>{group}</span>}
              {above && <Link to={above.path}>{above.title}</Link>}
              <span aria-current="page" className="clip">
                {name}
              </span>
            </nav>
          )}
          <h1>{props.title ?? name}</h1>
        </div>
        <div className="page-actions">{props.actions}</div>
      </div>
      {props.children}
    </div>
  );
}
