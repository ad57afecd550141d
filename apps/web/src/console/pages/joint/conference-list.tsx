import { JointList } from './joint-list.tsx';

/** 联席会议. */
export default function ConferenceList() {
  return <JointList kind="conference" />;
}
