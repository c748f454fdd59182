pip install flask==3.0.3
