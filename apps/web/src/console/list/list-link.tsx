import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { readSearch } from '../url-search.ts';

type Props = Omit<ComponentProps<'a'>, 'href'> & { readonly to: string };

/** A link to a list with its filters: the router takes path and query apart. */
export function ListLink({ to, ...rest }: Props) {
  const [path = '', query = ''] = to.split('?');
  return <Link to={path} search={readSearch(query)} {...rest} />;
}
