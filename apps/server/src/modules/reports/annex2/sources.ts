import type { Countable } from '../../../platform/countable.ts';
import { casesToPolice, closureRequests, decidedCases } from '../../cases/service.ts';
import { correctionsOrdered, deletionsUrged } from '../../documents/service.ts';
import { correctionsByInspection, inspectionChecks } from '../../inspections/service.ts';

/** The records that the lines of Annex 2 name (`records` in the catalog), from the modules that keep them. */
export const SOURCES: Readonly<Record<string, readonly Countable[]>> = {
  'inspection-check': [inspectionChecks],
  'deletion-item': [deletionsUrged],
  'correction-order': [correctionsByInspection, correctionsOrdered],
  'closure-request': [closureRequests],
  case: [decidedCases],
  transfer: [casesToPolice],
};
