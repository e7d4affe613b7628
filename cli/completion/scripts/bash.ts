/**
 * For bash 3.2 and later. bash splits words at `=` and `:` and replaces only what is behind the last of them, so they are
 * joined before they are sent, and that part is taken off what comes back.
 */
export const bash = (
  name: string,
): string => `# bash completion for ${name}; "${name} help completion" says how it is installed
_${name}_complete() {
  local IFS=$' \\t\\n' word glued='' current word_about
  local -a words
  words=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ \${#words[@]} -gt 0 && ( $word == [=:]* || -n $glued ) ]]; then
      words[\${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    case $word in *[=:]) glued=yes ;; *) glued='' ;; esac
  done
  # Behind a blank a word begins, whatever stands before it.
  if [[ \${COMP_WORDS[COMP_CWORD]} == '' && \${COMP_LINE:0:COMP_POINT} == *[[:space:]] && \${words[\${#words[@]}-1]} != '' ]]; then
    words+=('')
  fi
  current=\${words[\${#words[@]}-1]}
  COMPREPLY=()
  while IFS= read -r word_about; do
    word=\${word_about%%$'\\t'*}
    case $word in
      ':files') compopt -o default 2>/dev/null ;;
      ':folders') compopt -o dirnames 2>/dev/null ;;
      *)
        case $word in *=) compopt -o nospace 2>/dev/null ;; esac
        COMPREPLY+=("\${word#"\${current%"\${current##*[=:]}"}"}")
        ;;
    esac
  done < <(command ${name} complete -- "\${words[@]}" 2>/dev/null)
}
complete -F _${name}_complete ${name}
`;
