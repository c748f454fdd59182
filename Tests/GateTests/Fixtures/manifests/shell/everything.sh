#!/bin/bash
set -euo pipefail
VERSION="1.2.3"
python3 -m pip install --upgrade pip "requests[socks]>=2.31,<3" 'click==8.1.7' \
    --index-url https://packages.acme.example/simple/ # the usual two
sudo -H pip3 install -r requirements/dev.txt -c constraints.txt -e ".[test]"
pip install "tool==$VERSION" $EXTRA
if ! command -v uv; then pipx install uv; fi
uv add --dev "pytest>=8" && uvx ruff@0.8.0 check . || uv run --with rich,httpx python -c 'print(1)'
bash -c "pip install inner==1"
poetry add "django@^5.1" --group web
conda install -y -c conda-forge numpy=1.26
cat > requirements.txt <<EOF
not-installed==1
EOF
bash <<'EOF'
pip install from-a-document
EOF
echo pip install not-this
pip install git+https://git.acme.example/tool.git@v2#egg=tool
uvx --from "git+https://git.acme.example/other.git@main" other && uv tool install git+ssh://git@git.acme.example/third.git@v1
uv add --no-binary switched && uv pip install --no-binary :all: chosen
