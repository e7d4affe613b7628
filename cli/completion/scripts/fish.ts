/** For fish, which takes a word and what it is for with a tab between them. */
export const fish = (
  name: string,
): string => `# fish completion for ${name}; "${name} help completion" says how it is installed
function __${name}_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (command ${name} complete -- $words[2..] "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$current"
            case ':folders'
                __fish_complete_directories "$current" ''
            case '*'
                echo $line
        end
    end
end
complete -c ${name} -f -a '(__${name}_complete)'
`;
