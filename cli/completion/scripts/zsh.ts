/** For zsh: to be sourced, or put into a folder of \`fpath\` as \`_PROGRAM\`. */
export const zsh = (name: string): string => `#compdef ${name}
# zsh completion for ${name}; "${name} help completion" says how it is installed
_${name}() {
  local line word about also=''
  local -a given plain plain_shown open open_shown
  given=("\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}")
  while IFS= read -r line; do
    word=\${line%%$'\\t'*}
    about=\${line#*$'\\t'}
    case $word in
      :files) also=files ;;
      :folders) also=folders ;;
      *)
        if [[ $line == *$'\\t'* ]]; then line="$word  -- $about"; else line=$word; fi
        if [[ $word == *= ]]; then
          open+=("$word")
          open_shown+=("$line")
        else
          plain+=("$word")
          plain_shown+=("$line")
        fi
        ;;
    esac
  done < <(command ${name} complete -- "\${(@)given}" 2>/dev/null)
  local found=1
  (( \${#plain} )) && compadd -l -d plain_shown -a plain && found=0
  (( \${#open} )) && compadd -S '' -l -d open_shown -a open && found=0
  case $also in
    files) _files && found=0 ;;
    folders) _files -/ && found=0 ;;
  esac
  return found
}
if [[ "\${funcstack[1]}" == "_${name}" ]]; then
  _${name} "$@"
else
  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit -i }
  compdef _${name} ${name}
fi
`;
