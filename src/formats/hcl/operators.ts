import type { BinaryExpression, BinaryOperator, Expression, UnaryExpression } from './syntax';
import { asBoolean, asNumber, scalar, unknown, type Value } from './value';

const arithmetic: Partial<Record<BinaryOperator, (left: number, right: number) => number | boolean>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** The value of an operation on what `evaluate` gives for its operands. */
export function evaluateOperation(
  expression: BinaryExpression | UnaryExpression,
  evaluate: (operand: Expression) => Value,
): Value {
  const result =
    expression.kind === 'unary'
      ? negate(expression, evaluate(expression.operand))
      : combine(expression.operator, evaluate(expression.left), evaluate(expression.right));
  if (typeof result !== 'number') return result === undefined ? unknown(expression) : scalar(result, expression);
  return Number.isFinite(result) ? scalar(rounded(result), expression) : unknown(expression);
}

/** HCL reckons with more digits than JavaScript, and so gives 0.3 for 0.1 + 0.2. */
function rounded(result: number): number {
  return Number(result.toPrecision(15));
}

function negate({ operator }: UnaryExpression, operand: Value): number | boolean | undefined {
  if (operator === '-') {
    const number = asNumber(operand);
    return number === undefined ? undefined : -number;
  }
  const boolean = asBoolean(operand);
  return boolean === undefined ? undefined : !boolean;
}

function combine(operator: BinaryOperator, left: Value, right: Value): number | boolean | undefined {
  if (operator === '==' || operator === '!=') {
    const equal = isEqual(left, right);
    return equal === undefined ? undefined : equal === (operator === '==');
  }
  if (operator === '&&' || operator === '||') {
    const deciding = operator === '||';
    const [first, second] = [asBoolean(left), asBoolean(right)];
    if (first === deciding || second === deciding) return deciding;
    return first === undefined || second === undefined ? undefined : !deciding;
  }
  const [first, second] = [asNumber(left), asNumber(right)];
  return first === undefined || second === undefined ? undefined : arithmetic[operator]?.(first, second);
}

/** Whether two values are equal, without conversion, as in HCL; undefined where that is not known. */
function isEqual(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  if (left.kind === 'scalar' && right.kind === 'scalar') return left.value === right.value;
  if (left.kind === 'scalar' || right.kind === 'scalar') {
    const value = left.kind === 'scalar' ? left.value : (right as { value?: unknown }).value;
    return value === null ? false : undefined;
  }
  return undefined;
}
