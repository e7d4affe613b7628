/**
 * What starts `gt lsp` in Neovim, from 0.7 on. Since 0.11 it is told of servers as data, so that its own commands know them; before,
 * they are started and attached by hand. A `gt` that the project has installed goes before the one on the PATH.
 */
export const NEOVIM = `local own = vim.fn.exepath(vim.fn.getcwd() .. '/node_modules/.bin/gt')
local cmd = { own ~= '' and own or 'gt', 'lsp' }

local function is_formula(buffer)
  return vim.api.nvim_buf_get_name(buffer):match('%.formula%.toml$') ~= nil
end

local function root_of(buffer)
  local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p:h')
  while true do
    for _, marker in ipairs({ '.beads', '.git' }) do
      if (vim.uv or vim.loop).fs_stat(folder .. '/' .. marker) then return folder end
    end
    local above = vim.fn.fnamemodify(folder, ':h')
    if above == folder then return vim.fn.getcwd() end
    folder = above
  end
end

if vim.lsp.config then
  vim.lsp.config('gt', {
    cmd = cmd,
    filetypes = { 'toml' },
    root_dir = function(buffer, found)
      if is_formula(buffer) then found(root_of(buffer)) end
    end,
  })
  vim.lsp.enable('gt')
else
  local clients = {}
  local function attach(buffer)
    if vim.bo[buffer].filetype ~= 'toml' or not is_formula(buffer) then return end
    local root = root_of(buffer)
    clients[root] = clients[root] or vim.lsp.start_client({
      name = 'gt',
      cmd = cmd,
      root_dir = root,
      on_exit = function() clients[root] = nil end,
    })
    if clients[root] then vim.lsp.buf_attach_client(buffer, clients[root]) end
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('gt', { clear = true }),
    pattern = 'toml',
    callback = function(event) attach(event.buf) end,
  })
  vim.tbl_map(attach, vim.tbl_filter(vim.api.nvim_buf_is_loaded, vim.api.nvim_list_bufs()))
end
`;
