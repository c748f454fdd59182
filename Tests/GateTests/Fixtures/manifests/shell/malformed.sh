pip install "unclosed
pip install good==1
pip install =bad name@@
$(pip install nested==2)
