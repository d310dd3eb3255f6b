import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ProblemClass } from './problem.js';

/** Begins the name of a mark in the description of an operation, until the document is complete; a code follows. */
export const PROBLEM_MARK = 'x-problem-';

/** Documents problems that a route may answer with, besides those that follow from what it takes and requires. */
export const Refuses = (...problems: readonly ProblemClass[]) =>
  applyDecorators(...problems.map(({ kind }) => ApiExtension(`${PROBLEM_MARK}${kind.code}`, true)));
