/** What a module uses of a package that dist/ replaces by a stub: what the stub lacks must fail the build, not a run. */

/**
 * Returns what is wrong with how a module uses `name`, one sentence each: exports that are not among `provided`, and uses
 * that this cannot follow. `text` is the module's source, ES or CommonJS; `file` names it in the sentences.
 */
export function stubProblems({ file, text, name, provided }) {
  const quoted = `["']${name}["']`;
  const problems = [];
  const used = new Set();
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const mentions = [...code.matchAll(new RegExp(quoted, 'g'))].length;
  const unquoted = code.replaceAll(new RegExp(quoted, 'g'), '');
  let followed = 0;
  const takeNames = (list) => {
    for (const each of list.split(',')) {
      const [exported = ''] = each.trim().split(/\s+as\s+|\s*:\s*/);
      if (exported !== '' && !exported.startsWith('type ')) used.add(exported);
    }
  };
  const takeNamespace = (variable) => {
    const uses = [
      ...unquoted.matchAll(
        new RegExp(`(?<![\\w$.])${escaped(variable)}(?![\\w$])(\\s*\\.\\s*([\\w$]+))?`, 'g'),
      ),
    ];
    // One of them declares it.
    const bare = uses.filter(([, member]) => member === undefined).length;
    for (const [, , member] of uses) if (member !== undefined) used.add(member);
    if (bare > 1) problems.push(`${file} passes on all of ${name}, which cannot be followed`);
  };
  const forms = [
    [new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*${quoted}`, 'g'), takeNames],
    [new RegExp(`import\\s*\\*\\s*as\\s+([\\w$]+)\\s+from\\s*${quoted}`, 'g'), takeNamespace],
    [new RegExp(`(?:const|let|var)\\s*\\{([^}]*)\\}\\s*=\\s*require\\(${quoted}\\)`, 'g'), takeNames],
    [
      new RegExp(`(?:const|let|var)\\s+([\\w$]+)\\s*=\\s*(?:__importStar\\()?require\\(${quoted}\\)`, 'g'),
      takeNamespace,
    ],
  ];
  for (const [pattern, take] of forms) {
    for (const [, found = ''] of code.matchAll(pattern)) {
      followed += 1;
      take(found);
    }
  }
  if (followed < mentions) problems.push(`${file} loads ${name} in a way that cannot be followed`);
  for (const each of used) {
    if (!provided.includes(each)) problems.push(`${file} uses ${name}.${each}, which the stub does not have`);
  }
  return problems;
}

/** Returns the names that an ES module exports by declarations. */
export function exportsOf(text) {
  return [...text.matchAll(/^export (?:async )?(?:function|const|class) ([\w$]+)/gm)].map(([, name]) => name);
}

function escaped(text) {
  return text.replaceAll('$', '\\$');
}
