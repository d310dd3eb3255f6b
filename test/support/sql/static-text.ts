import ts from 'typescript';

const MOST_VARIANTS = 64;
const DEEPEST = 12;

type Variants = readonly string[];
/** Values of parameters, by their symbols. */
type Given = ReadonlyMap<ts.Symbol, Variants>;

/**
 * Evaluates expressions of text without running them: literals, templates, constants of any file, conditions (both ways),
 * and functions that only put text together.
 */
export class StaticText {
  private readonly unknown: Variants;

  /** @param placeholder what stands for the parts that are not known before the code runs */
  constructor(
    private readonly checker: ts.TypeChecker,
    placeholder: string,
  ) {
    this.unknown = [placeholder];
  }

  /** All texts that the expression may have. */
  variantsOf(node: ts.Expression, given: Given = new Map(), depth = 0): Variants {
    if (depth > DEEPEST) return this.unknown;
    const of = (inner: ts.Expression) => this.variantsOf(inner, given, depth + 1);
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return [node.text];
    if (ts.isTemplateExpression(node)) {
      const spans = node.templateSpans.map((span) => [of(span.expression), [span.literal.text]]);
      return joined([[node.head.text], ...spans.flat()]);
    }
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
      return of(node.expression);
    if (ts.isConditionalExpression(node)) return [...of(node.whenTrue), ...of(node.whenFalse)];
    if (ts.isBinaryExpression(node)) return this.ofOperator(node, of);
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return this.ofName(node, given, depth);
    if (ts.isElementAccessExpression(node)) return this.ofAnyProperty(node.expression, given, depth);
    if (ts.isCallExpression(node)) return this.ofCall(node, given, depth);
    return this.byType(node);
  }

  private ofOperator(node: ts.BinaryExpression, of: (inner: ts.Expression) => Variants): Variants {
    if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
      const isSum = (this.checker.getTypeAtLocation(node).flags & ts.TypeFlags.NumberLike) !== 0;
      if (!isSum) return joined([of(node.left), of(node.right)]);
      return of(node.left).flatMap((left) => of(node.right).map((right) => String(Number(left) + Number(right))));
    }
    const isEither = node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
    return isEither ? [...of(node.left), ...of(node.right)] : this.unknown;
  }

  private ofName(node: ts.Identifier | ts.PropertyAccessExpression, given: Given, depth: number): Variants {
    const symbol = this.symbolOf(node);
    const value = symbol && given.get(symbol);
    if (value) return value;
    const declaration = symbol?.valueDeclaration;
    if (declaration && (ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration))) {
      if (declaration.initializer) return this.variantsOf(declaration.initializer, given, depth + 1);
    }
    if (declaration && ts.isParameter(declaration)) return this.byCallers(node, declaration, depth);
    return this.byType(node);
  }

  /** Of `TEXTS[which]`: every value that the constant has. */
  private ofAnyProperty(object: ts.Expression, given: Given, depth: number): Variants {
    const declaration = this.symbolOf(object)?.valueDeclaration;
    let initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    while (initializer && (ts.isAsExpression(initializer) || ts.isSatisfiesExpression(initializer)))
      initializer = initializer.expression;
    if (!initializer || !ts.isObjectLiteralExpression(initializer)) return this.unknown;
    const values = initializer.properties.filter(ts.isPropertyAssignment).map((property) => property.initializer);
    return values.flatMap((value) => this.variantsOf(value, given, depth + 1));
  }

  private ofCall(node: ts.CallExpression, given: Given, depth: number): Variants {
    if (ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'join')
      return this.ofJoin(node.expression.expression, node.arguments[0], given, depth);
    const callee = this.checker.getResolvedSignature(node)?.declaration;
    if (!callee || !isWithBody(callee)) return this.byType(node);
    const values = callee.parameters.map((parameter, index) => {
      const argument = node.arguments[index] ?? parameter.initializer;
      return argument && this.variantsOf(argument, given, depth + 1);
    });
    return this.ofFunction(callee, values, given, depth);
  }

  /** What a function returns for the values of its parameters. */
  private ofFunction(callee: WithBody, values: (Variants | undefined)[], given: Given, depth: number): Variants {
    const bound = new Map(given);
    callee.parameters.forEach(({ name }, index) => {
      const symbol = this.checker.getSymbolAtLocation(name);
      const value = values[index];
      if (symbol && value) bound.set(symbol, value);
    });
    const variants = returnsOf(callee).flatMap((value) => this.variantsOf(value, bound, depth + 1));
    return variants.length > 0 ? variants : this.unknown;
  }

  private ofJoin(list: ts.Expression, by: ts.Expression | undefined, given: Given, depth: number): Variants {
    const parts = this.listOf(list, given, depth);
    if (!parts) return this.unknown;
    const separator = by ? this.variantsOf(by, given, depth + 1) : [','];
    return joined(parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
  }

  /** The elements of `[…]`, of `'…'.split('…')`, and of `list.map((element, index) => …)`. */
  private listOf(node: ts.Expression, given: Given, depth: number): Variants[] | undefined {
    const declaration = ts.isIdentifier(node) ? this.symbolOf(node)?.valueDeclaration : undefined;
    if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer)
      return this.listOf(declaration.initializer, given, depth + 1);
    if (ts.isArrayLiteralExpression(node) && !node.elements.some(ts.isSpreadElement))
      return node.elements.map((element) => this.variantsOf(element, given, depth + 1));
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
    const { expression: object, name } = node.expression;
    const [argument] = node.arguments;
    if (name.text === 'split' && argument) {
      const [text = ''] = this.variantsOf(object, given, depth + 1);
      const [separator = ''] = this.variantsOf(argument, given, depth + 1);
      return text.split(separator).map((part) => [part]);
    }
    if (name.text !== 'map' || !argument || !isWithBody(argument)) return undefined;
    return this.listOf(object, given, depth + 1)?.map((element, index) => {
      const bound = new Map([...given, ...this.namesOfParts(argument.parameters[0], object, index)]);
      return this.ofFunction(argument, [element, [String(index)]], bound, depth + 1);
    });
  }

  /** For `TABLE.map(([name, type]) => …)`: what `name` and `type` are in the row `index` of the constant. */
  private namesOfParts(parameter: ts.ParameterDeclaration | undefined, table: ts.Expression, index: number): Given {
    const declaration = this.symbolOf(table)?.valueDeclaration;
    const rows = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    const row = rows && ts.isArrayLiteralExpression(rows) ? rows.elements[index] : undefined;
    const names = new Map<ts.Symbol, Variants>();
    if (!parameter || !ts.isArrayBindingPattern(parameter.name) || !row || !ts.isArrayLiteralExpression(row))
      return names;
    parameter.name.elements.forEach((element, part) => {
      const symbol = ts.isBindingElement(element) && this.checker.getSymbolAtLocation(element.name);
      const value = row.elements[part];
      if (symbol && value) names.set(symbol, this.variantsOf(value));
    });
    return names;
  }

  /** What the calls in the same file give to a parameter. */
  private byCallers(node: ts.Expression, parameter: ts.ParameterDeclaration, depth: number): Variants {
    const position = parameter.parent.parameters.indexOf(parameter);
    const values: string[] = [];
    const visit = (other: ts.Node): void => {
      ts.forEachChild(other, visit);
      if (!ts.isCallExpression(other)) return;
      const argument = other.arguments[position] ?? parameter.initializer;
      if (argument && this.checker.getResolvedSignature(other)?.declaration === parameter.parent)
        values.push(...this.variantsOf(argument, new Map(), depth + 1));
    };
    if (this.byType(node) === this.unknown) visit(node.getSourceFile());
    return values.length > 0 ? values : this.byType(node);
  }

  /** The literals of its type, if it has no others. */
  private byType(node: ts.Expression): Variants {
    const type = this.checker.getTypeAtLocation(node);
    const types = type.isUnion() ? type.types : [type];
    const literals = types.filter((each) => each.isStringLiteral() || each.isNumberLiteral());
    return literals.length === types.length ? literals.map(({ value }) => String(value)) : this.unknown;
  }

  private symbolOf(node: ts.Expression): ts.Symbol | undefined {
    const symbol = this.checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }
}

type WithBody = ts.ArrowFunction | ts.FunctionDeclaration | ts.FunctionExpression | ts.MethodDeclaration;
const isWithBody = (node: ts.Node): node is WithBody =>
  (ts.isArrowFunction(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isMethodDeclaration(node)) &&
  node.body !== undefined;

function returnsOf({ body }: WithBody): ts.Expression[] {
  if (!body || !ts.isBlock(body)) return body ? [body] : [];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** Each way to choose one variant of every part, one after the other. */
function joined(parts: readonly Variants[]): Variants {
  const all = parts.reduce<string[]>(
    (texts, part) => texts.flatMap((text) => part.map((next) => text + next)).slice(0, MOST_VARIANTS),
    [''],
  );
  return [...new Set(all)];
}
