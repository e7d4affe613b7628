-- What somebody does in Neovim with two formulas, by the commands of its own client; what they saw is printed as JSON.

local seen = {}

local function wait(what, condition)
  if vim.wait(20000, condition, 5) then return end
  io.stdout:write('waited in vain for ' .. what .. '\n' .. vim.fn.execute('messages'))
  vim.cmd('cquit 2')
end

--- The server's side of a buffer, or all; the name of the function has changed in Neovim.
local function clients_of(buffer)
  if vim.lsp.get_clients then return vim.lsp.get_clients({ bufnr = buffer }) end
  return vim.tbl_values(buffer and vim.lsp.buf_get_clients(buffer) or vim.lsp.get_active_clients())
end

local function lines(buffer) return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end

--- Put the cursor on the first letter of a text.
local function go(text)
  vim.fn.cursor(1, 1)
  vim.fn.search('\\V' .. text, 'c')
end

local function findings()
  return vim.tbl_map(function(found)
    return { code = found.code, line = found.lnum + 1, column = found.col + 1, message = found.message, severity = found.severity }
  end, vim.diagnostic.get(0))
end

-- A file that is no formula, first: no server is started for it.
vim.cmd('edit other.toml')
vim.cmd('edit .beads/formulas/main.formula.toml')
wait('findings', function() return #vim.diagnostic.get(0) > 0 end)
seen.withOther = #clients_of(vim.fn.bufnr('other.toml'))
seen.clients = vim.tbl_map(function(client)
  return { name = client.name, root = client.config.root_dir, cmd = client.config.cmd }
end, clients_of())
seen.findings = findings()

-- The fix of what stands on the line, the first that is offered.
vim.ui.select = function(items, options, chosen)
  seen.fixes = vim.tbl_map(function(item) return (options.format_item or tostring)(item) end, items)
  chosen(items[1], 1)
end
go('neds')
vim.lsp.buf.code_action()
wait('a text without findings', function() return seen.fixes and #vim.diagnostic.get(0) == 0 end)
seen.fixed = vim.fn.getline('.')

-- In the quotes of `needs`, as with <C-x><C-o>.
go('build"]')
local position = vim.lsp.util.make_position_params(0, 'utf-16')
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/completion', position, 20000)) do
  seen.completion = vim.tbl_map(function(item) return item.textEdit.newText end, answer.result.items or answer.result)
end

-- Hover is a window above the text.
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
  end
end
go('plan')
vim.lsp.buf.hover()
wait('hover', float)
seen.hover = lines(vim.api.nvim_win_get_buf(float()))
vim.api.nvim_win_close(float(), true)

local main = vim.api.nvim_get_current_buf()
vim.lsp.buf.definition()
wait('the definition', function() return vim.api.nvim_get_current_buf() ~= main end)
seen.definition = { file = vim.fn.expand('%:t'), line = vim.fn.line('.'), column = vim.fn.col('.') }

-- From the file where the step stands.
wait('the server in the other file', function() return #clients_of(0) > 0 end)
vim.lsp.buf.rename('design')
wait('the new name in both files', function()
  return vim.fn.getline('.'):find('design') and table.concat(lines(main), '\n'):find('design')
end)

vim.cmd('buffer ' .. main)
local format = vim.lsp.buf.format or vim.lsp.buf.formatting_sync
format(nil, 20000)
vim.cmd('wall')

io.stdout:write(vim.fn.json_encode(seen))
vim.cmd('quitall!')
