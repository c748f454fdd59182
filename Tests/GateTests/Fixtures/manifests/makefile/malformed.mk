a:
	pip install "unclosed
	pip install =bad
b:
	pip install good==1
