import type { Module } from '../../platform/module.ts';

/** 期限: what is due by law or by an officer's word, on records of every module to the right. */
export const deadlinesModule: Module = { name: 'deadlines' };
