import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import {
  type AnalysisSettings,
  type InspectionSettings,
  type Library,
  type LibrarySymbol,
  LibrarySymbolUtils,
  TypeStrategy,
  textDocument,
  ValidationSettingsUtils,
  validate,
} from '@microsoft/powerquery-language-services';

/** The parser that the language services were made with: it is another version than the one that tests parse with. */
const parser: {
  readonly DefaultSettings: Omit<
    InspectionSettings,
    'eachScopeById' | 'isWorkspaceCacheAllowed' | 'library' | 'typeStrategy'
  >;
  readonly Trace: { readonly NoOpTraceManagerInstance: AnalysisSettings['traceManager'] };
} = createRequire(import.meta.resolve('@microsoft/powerquery-language-services'))(
  '@microsoft/powerquery-parser',
);

const SYMBOLS = fileURLToPath(
  new URL('../../../../shared/schemas/powerquery/standard-enUs.json', import.meta.url),
);

/** Whether the names of the standard library are there; without them no name can be checked. */
export function hasSymbols(): boolean {
  return existsSync(SYMBOLS);
}

/**
 * Returns what Microsoft's language services say against M: syntax, names that are unknown, names given twice. Expressions
 * that refer to each other are checked together. Types of arguments are not: there it raises false alarms.
 */
export async function complaintsAbout(expressions: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const members = [...expressions].map(([name, m]) => `shared ${name} = ${m};`);
  const document = textDocument('test', 1, `section Model;\n${members.join('\n')}`);
  const inspectionSettings = {
    ...parser.DefaultSettings,
    eachScopeById: undefined,
    isWorkspaceCacheAllowed: false,
    library: library(),
    typeStrategy: TypeStrategy.Primitive,
  };
  const analysis: AnalysisSettings = {
    inspectionSettings,
    isWorkspaceCacheAllowed: false,
    traceManager: parser.Trace.NoOpTraceManagerInstance,
    initialCorrelationId: undefined,
  };
  const settings = ValidationSettingsUtils.createValidationSettings(inspectionSettings, 'test', {
    checkForDuplicateIdentifiers: true,
    checkInvokeExpressions: false,
    checkUnknownIdentifiers: true,
  });
  const result = await validate(document, analysis, settings);
  if (result.kind === 'Error') throw result.error;
  return (result.value?.diagnostics ?? []).map(
    ({ message, range }) => `line ${range.start.line}: ${message}`,
  );
}

function library(): Library.ILibrary {
  const symbols: readonly LibrarySymbol.LibrarySymbol[] = JSON.parse(readFileSync(SYMBOLS, 'utf8'));
  const created = LibrarySymbolUtils.createLibrary(symbols, () => new Map(), undefined);
  return created.kind === 'Ok' ? created.value : created.error.library;
}
