# 明辩. A machine with Rust, Node 20 or newer, git and make can run every target: each does its own set-up, and does
# nothing where nothing is left to do. `make help` lists them.

# Outside the checkout, so that a second checkout, and a wiped one, need not build the world again.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/mingbian/target
export PATH := $(HOME)/.cargo/bin:$(PATH)

# Builds and tests ask for the same packages and features, so that nothing is compiled twice: the production window with
# ui/dist inside. `--examples` (there are none) makes cargo count test dependencies when it builds programs, too.
PRODUCTION := --workspace --features mingbian-desktop/custom-protocol
PROGRAMS := $(PRODUCTION) --bins --examples
LOCKED := $(if $(CI),--locked)
MINGBIAN := $(CARGO_TARGET_DIR)/debug/mingbian
WINDOW := $(CARGO_TARGET_DIR)/debug/mingbian-desktop
DEMO := $(CARGO_TARGET_DIR)/demo
SHOTS := $(CURDIR)/tests/desktop/shots
TAURI_CLI := @tauri-apps/cli@2.12.5
DENY := 0.20.2

# Debian's names. The first line builds the program, the second runs its tests.
TO_BUILD := build-essential pkg-config perl file curl patchelf libwebkit2gtk-4.1-dev libgtk-3-dev librsvg2-dev libssl-dev
TO_TEST := webkit2gtk-driver xvfb xauth dbus-daemon dbus-x11 poppler-utils qpdf chromium strace gnome-keyring libreoffice-writer-nogui tesseract-ocr tesseract-ocr-chi-sim

.DEFAULT_GOAL := help
.PHONY: help setup system-build system-test fonts interface run programs demo test test-rust test-ui test-window check \
	deny-installed bless bench screens package torture

help: ## 列出全部命令
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: system-build system-test fonts ui/node_modules/.installed ## 安装系统软件包、字体与界面依赖

# install <packages>: asks the system for those that are missing, as root or through sudo.
define install
	@command -v dpkg-query >/dev/null || { echo "不是 Debian 系统：请自行安装与以下软件包相当的组件：$(1)"; exit 0; }; \
	missing=; for package in $(1); do \
		dpkg-query -W -f='$${db:Status-Status}' "$$package" 2>/dev/null | grep -qx installed || missing="$$missing $$package"; \
	done; \
	[ -z "$$missing" ] && exit 0; \
	echo "正在安装系统软件包：$$missing"; \
	root=; [ "$$(id -u)" -eq 0 ] || root=sudo; \
	$$root apt-get update -qq && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing
endef

system-build:
	$(call install,$(TO_BUILD))

system-test: system-build
	$(call install,$(TO_TEST))

fonts: ## 下载文书所用字体（已有则跳过）
	@crates/memo/fonts/fetch.sh

ui/node_modules/.installed: ui/package.json ui/package-lock.json
	cd ui && npm ci --no-audit --no-fund
	@touch $@

# Vite's output depends on every source of the interface; a file that went away changes its folder's time.
ui/dist/index.html: ui/node_modules/.installed $(wildcard ui/*.ts ui/*.js ui/*.html) $(shell find ui/src)
	cd ui && npm run build
	@touch $@

interface: ui/dist/index.html

run: ## 打开明辩；没有显示器时生成一份示例文书
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(MAKE) --no-print-directory programs && exec $(WINDOW); \
	else $(MAKE) --no-print-directory demo; fi

programs: system-build fonts interface
	cargo build $(LOCKED) $(PROGRAMS)

demo: programs ## 不开窗口，生成示例案件的文书
	$(MINGBIAN) demo -o $(DEMO)
	@echo "没有显示器，已生成示例文书："
	@find $(DEMO) -name '*.pdf'

test: test-rust test-ui test-window ## 运行全部测试

test-rust: system-test fonts interface
	cargo test $(LOCKED) $(PRODUCTION)

test-ui: system-test ui/node_modules/.installed
	cd ui && npm test
	cd ui && npm run test:browser

# The real window, on a display and a D-Bus session of its own.
test-window: system-test programs
	MINGBIAN_BINARY=$(WINDOW) MINGBIAN_SHOTS=$(SHOTS) xvfb-run -a -s "-screen 0 1400x900x24" dbus-run-session -- \
		cargo test $(LOCKED) $(PRODUCTION),tests/desktop --test desktop -- --test-threads=1

check: programs deny-installed ## 检查格式、静态分析、许可证、界面类型与规则
	cargo fmt --all --check
	cargo clippy $(LOCKED) $(PRODUCTION),tests/desktop --all-targets -- -D warnings
	cargo fetch $(LOCKED)
	cargo deny --offline check bans licenses sources
	cd ui && npm run check
	$(MINGBIAN) check

deny-installed:
	@command -v cargo-deny >/dev/null || cargo install cargo-deny@$(DENY) --locked

bless: fonts interface ## 用当前输出改写预期结果；改动须像代码一样审阅
	UPDATE=1 cargo test $(PRODUCTION)
	git --no-pager diff --stat

bench: fonts ## 测量速度
	cargo bench -p law -p memo -p store -p app

screens: system-test programs ## 在真实窗口里截取每个界面，并印出样张
	rm -f docs/screens/*.png
	MINGBIAN_BINARY=$(WINDOW) MINGBIAN_SHOTS=$(CURDIR)/docs/screens xvfb-run -a -s "-screen 0 1400x900x24" dbus-run-session -- \
		cargo test $(LOCKED) $(PRODUCTION),tests/desktop --test desktop tour -- --test-threads=1
	find docs/screens -name '*-dark.png' ! -name 'screen-overview-dark.png' ! -name 'screen-matrix-dark.png' -delete
	$(MINGBIAN) demo -o $(DEMO) >/dev/null
	pdftoppm -r 80 -png -l 4 $(DEMO)/案件分析备忘录（示例）.pdf docs/screens/page-analysis
	pdftoppm -r 80 -png -l 4 $(DEMO)/不起诉法律意见书（示例）.pdf docs/screens/page-opinion

package: system-build fonts interface ## 生成安装包（deb），同一提交两次构建字节相同
	TAURI_CLI=$(TAURI_CLI) packaging/deb.sh $(CARGO_TARGET_DIR)/package

# Every test of the harness at the floors of the plan; writes docs/torture.md. Half an hour to an hour on two cores. SEED=7 runs others.
SEED ?= 1
torture: fonts ## 按安全计划的全部数量折腾保险库，结果写入 docs/torture.md
	cargo build $(LOCKED) $(PRODUCTION) --bin torture --examples
	$(CARGO_TARGET_DIR)/debug/torture all --seed $(SEED) --count 100 --write
