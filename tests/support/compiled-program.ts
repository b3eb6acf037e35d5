import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transformFileSync } from '@swc/core'

const REPOSITORY = join(import.meta.dirname, '../..')

/**
 * Compiles files and folders of the repository into `target`, for a process that a test starts and kills: it needs
 * JavaScript, and a build may be missing or old.
 * @returns where the program `source` lies
 */
export function compileProgram(target: string, source: string, needed: readonly string[]): string {
  writeFileSync(join(target, 'package.json'), '{ "type": "module" }')
  symlinkSync(join(REPOSITORY, 'node_modules'), join(target, 'node_modules'))
  for (const file of [source, ...needed].flatMap(filesOf)) {
    const { code } = transformFileSync(join(REPOSITORY, file), {
      configFile: false,
      swcrc: false,
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', tsx: file.endsWith('.tsx') },
        transform: { react: { runtime: 'automatic', importSource: 'preact' } },
      },
      module: { type: 'es6' },
    })
    const compiled = join(target, asScript(file))
    mkdirSync(dirname(compiled), { recursive: true })
    writeFileSync(compiled, code.replaceAll(/(from\s+['"]\.[^'"]*)\.tsx?(['"])/g, '$1.js$2'))
  }
  return join(target, asScript(source))
}

const asScript = (file: string): string => file.replace(/\.tsx?$/, '.js')

function filesOf(path: string): string[] {
  if (/\.tsx?$/.test(path)) return [path]
  const names = readdirSync(join(REPOSITORY, path), { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /(?<!\.d)\.tsx?$/.test(name)).map((name) => join(path, name))
}
