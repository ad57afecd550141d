import { JointList } from './joint-list.tsx';

/** 联合行动. */
export default function ActionList() {
  return <JointList kind="action" />;
}
