import { Link } from '@tanstack/react-router';

/**
 * The site that a record is about. Its name is read with the reader's own regions: a record may be handed to an office
 * whose region the site does not lie in, and then there is no page to lead to.
 */
export function SiteLink({ id, name }: { readonly id: string | null; readonly name: string | null }) {
  if (id === null) return '—';
  if (name === null) return <span className="soft">登记在其他辖区</span>;
  return <Link to={`/registry/${id}`}>{name}</Link>;
}
